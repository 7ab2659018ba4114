-- What an Acinus of schema version 1 left behind: a slide run twice under one configuration, one that failed, one that
-- was running when the power went.
INSERT INTO acinus.pack (name, version, sha256) VALUES ('demo-head', '1.0.0', decode(repeat('ab', 32), 'hex'));
INSERT INTO acinus.job (slide_key, source_root, file, bytes, modified, config_hash, state, attempt, worker, code, message)
VALUES (sha256('a'), '/slides', 'a.svs', 10, '2026-01-01T00:00:00Z', 'config', 'DONE', 2, NULL, NULL, NULL),
       (sha256('b'), '/slides', 'b.svs', 20, '2026-01-01T00:00:00Z', 'config', 'FAILED', 1, NULL, 'CORRUPT', 'bad'),
       (sha256('c'), '/slides', 'c.svs', 30, '2026-01-01T00:00:00Z', 'config', 'RUNNING', 1, 'worker-1', NULL, NULL);
INSERT INTO acinus.run (job_id, attempt, config_hash, sha256, pack_id, outcome, cancer_probability, confidence, reason,
                        tiles_total, tiles_unreadable, started_at, finished_at)
VALUES (1, 1, 'config', decode(repeat('01', 32), 'hex'), 1, 'CANCER', 0.75, 0.5, NULL, 2, 0,
        '2025-12-31T22:00:00Z', '2025-12-31T23:59:59Z'),
       (1, 2, 'config', decode(repeat('01', 32), 'hex'), 1, 'BENIGN', 0.25, 0.5, NULL, 2, 0,
        '2026-02-01T00:00:00Z', '2026-02-01T00:01:00Z');
INSERT INTO acinus.tile_shape VALUES (1, 0, 448, 448, 0.5), (2, 0, 448, 448, 0.5);
INSERT INTO acinus.tile_reason VALUES (2, 0, 'pen');
INSERT INTO acinus.tile (x0, y0, run_id, row_index, column_index, shape, reason, attention, contribution,
                         cancer_probability, state)
VALUES (0, 0, 1, 0, 0, 0, NULL, 0.5, 1, NULL, 0), (448, 0, 1, 0, 1, 0, NULL, 0.5, 2, 0.5, 0),
       (0, 0, 2, 0, 0, 0, NULL, 1.0, 3, NULL, 0), (448, 0, 2, 0, 1, 0, 0, NULL, NULL, NULL, 1);
