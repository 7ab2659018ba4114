-- Sites and cases, leases and back-off, and one result for one content under several names.

-- Where slides come from. Who may see which: V005.
CREATE TABLE acinus.site (
    id   smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name <> '')
);

INSERT INTO acinus.site (name) VALUES ('default');

ALTER TABLE acinus.job
    ADD COLUMN site_id     smallint NOT NULL DEFAULT 1 REFERENCES acinus.site,
    -- As stated by --slides-csv; the key of a legal hold that covers all slides of a case.
    ADD COLUMN case_id     text,
    -- Asked for with --force: not to be answered with an older result of the same content.
    ADD COLUMN anew        boolean NOT NULL DEFAULT false,
    -- Failed tries since the job was last asked for; unlike the attempt it goes back.
    ADD COLUMN tries       int NOT NULL DEFAULT 0 CHECK (tries >= 0),
    -- Not claimed before: the time it was queued, or the end of a back-off.
    ADD COLUMN due_at      timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN changed_at  timestamptz NOT NULL DEFAULT now(),
    -- What the worker said last before the job was quarantined, cleaned and cut.
    ADD COLUMN last_output text CHECK (length(last_output) <= 8000),
    -- The newest finished run.
    ADD COLUMN result_run  int REFERENCES acinus.run;

ALTER TABLE acinus.job ALTER COLUMN site_id DROP DEFAULT;

UPDATE acinus.job SET due_at = queued_at;

-- Claims of before had no end; these end now, so that the first claim takes them up again.
UPDATE acinus.job SET lease_until = now() WHERE state = 'RUNNING';

UPDATE acinus.job
SET result_run = (SELECT id FROM acinus.run WHERE run.job_id = job.id ORDER BY attempt DESC LIMIT 1);

ALTER TABLE acinus.job
    ADD CHECK ((state = 'RUNNING') = (lease_until IS NOT NULL)),
    ADD CHECK (state <> 'QUARANTINED' OR code IS NOT NULL);

DROP INDEX acinus.job_queue;
CREATE INDEX job_queue ON acinus.job (due_at, id) WHERE state = 'QUEUED' AND wanted;
CREATE INDEX job_leases ON acinus.job (lease_until) WHERE state = 'RUNNING';
-- By slide. Hash, because a path can be longer than a B-tree entry.
CREATE INDEX job_file ON acinus.job USING hash (file);
CREATE INDEX job_case ON acinus.job (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX job_result_run ON acinus.job (result_run);

ALTER TABLE acinus.run
    ADD COLUMN site_id   smallint NOT NULL DEFAULT 1 REFERENCES acinus.site,
    -- By the database's clock; decides the month of the run's tile rows and when retention ends.
    ADD COLUMN stored_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN month     date NOT NULL
               GENERATED ALWAYS AS (date_trunc('month', stored_at AT TIME ZONE 'UTC')::date) STORED,
    -- The one that answers for its content and configuration; a forced repetition takes the place of the one before.
    ADD COLUMN current   boolean NOT NULL DEFAULT true;

ALTER TABLE acinus.run ALTER COLUMN site_id DROP DEFAULT;

UPDATE acinus.run SET stored_at = finished_at;
UPDATE acinus.run SET current = false
WHERE EXISTS (SELECT FROM acinus.run AS later
              WHERE later.sha256 = run.sha256 AND later.config_hash = run.config_hash AND later.id > run.id);

-- Effects once: one answer for one content under one configuration (which holds the packs' hashes), site by site.
CREATE UNIQUE INDEX run_key ON acinus.run (sha256, config_hash, site_id) WHERE current;
-- By class.
CREATE INDEX run_outcome ON acinus.run (outcome, id);
CREATE INDEX run_stored ON acinus.run (stored_at);

-- Which run answered which attempt: two names of one content share a run.
CREATE TABLE acinus.answer (
    job_id  bigint NOT NULL REFERENCES acinus.job ON DELETE CASCADE,
    attempt int NOT NULL,
    run_id  int NOT NULL REFERENCES acinus.run,
    PRIMARY KEY (job_id, attempt)
);

CREATE INDEX answer_run ON acinus.answer (run_id);

INSERT INTO acinus.answer (job_id, attempt, run_id) SELECT job_id, attempt, id FROM acinus.run;

DROP VIEW acinus.slide_result, acinus.slide_result_history;

CREATE VIEW acinus.slide_result_history WITH (security_invoker) AS
SELECT job.file,
       job.source_root,
       encode(run.sha256, 'hex') AS sha256,
       run.outcome,
       run.cancer_probability,
       run.isup_grade,
       run.isup_probabilities,
       NULL::smallint AS gleason_primary,
       NULL::smallint AS gleason_secondary,
       run.confidence,
       run.outcome = 'NEEDS_REVIEW' AS needs_review,
       run.reason AS review_reason,
       run.tiles_total,
       run.tiles_unreadable,
       pack.name AS pack,
       pack.version AS pack_version,
       run.id AS run_id,
       run.started_at,
       run.finished_at
FROM acinus.answer
JOIN acinus.run ON run.id = answer.run_id
JOIN acinus.job ON job.id = answer.job_id
JOIN acinus.pack ON pack.id = run.pack_id;

CREATE VIEW acinus.slide_result WITH (security_invoker) AS
SELECT job.file,
       job.source_root,
       encode(run.sha256, 'hex') AS sha256,
       run.outcome,
       run.cancer_probability,
       run.isup_grade,
       run.isup_probabilities,
       NULL::smallint AS gleason_primary,
       NULL::smallint AS gleason_secondary,
       run.confidence,
       run.outcome = 'NEEDS_REVIEW' AS needs_review,
       run.reason AS review_reason,
       run.tiles_total,
       run.tiles_unreadable,
       pack.name AS pack,
       pack.version AS pack_version,
       run.id AS run_id,
       run.started_at,
       run.finished_at
FROM acinus.job
JOIN acinus.run ON run.id = job.result_run
JOIN acinus.pack ON pack.id = run.pack_id;

ALTER VIEW acinus.job_status SET (security_invoker);
