-- Jobs, runs and tiles. The views at the end are the contract; the tables are this module's own.

-- A model pack that some run asked. Few rows.
CREATE TABLE acinus.pack (
    id      int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name    text NOT NULL,
    version text NOT NULL,
    sha256  bytea NOT NULL CHECK (octet_length(sha256) = 32),
    UNIQUE (name, version, sha256)
);

-- One slide that somebody wants a result of.
CREATE TABLE acinus.job (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- sha256 of root and file: the two themselves can be longer than an index entry may be.
    slide_key   bytea NOT NULL UNIQUE CHECK (octet_length(slide_key) = 32),
    source_root text NOT NULL,
    file        text NOT NULL,
    bytes       bigint NOT NULL,
    -- ISO 8601; text, because a hostile time can lie outside timestamptz, and it is only ever compared.
    modified    text NOT NULL,
    config_hash text NOT NULL,
    state       text NOT NULL DEFAULT 'QUEUED'
                CHECK (state IN ('WAITING', 'QUEUED', 'RUNNING', 'DONE', 'FAILED', 'QUARANTINED')),
    -- Named by the present supervisor; what an interrupted run left in the queue is not, and is not claimed.
    wanted      boolean NOT NULL DEFAULT true,
    -- Counts the times that the slide was taken up; never goes back, because a write with an older number is refused.
    attempt     int NOT NULL DEFAULT 0,
    worker      text,
    lease_until timestamptz,
    queued_at   timestamptz NOT NULL DEFAULT now(),
    stage       text,
    code        text,
    message     text,
    CHECK ((state = 'RUNNING') = (worker IS NOT NULL)),
    CHECK (state <> 'FAILED' OR code IS NOT NULL)
);

CREATE INDEX job_queue ON acinus.job (queued_at, id) WHERE state = 'QUEUED';

-- One finished run over one slide.
CREATE TABLE acinus.run (
    id                 int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id             bigint NOT NULL REFERENCES acinus.job,
    attempt            int NOT NULL,
    config_hash        text NOT NULL,
    sha256             bytea NOT NULL CHECK (octet_length(sha256) = 32),
    pack_id            int NOT NULL REFERENCES acinus.pack,
    outcome            text NOT NULL
                       CHECK (outcome IN ('CANCER', 'BENIGN', 'NEEDS_REVIEW', 'INSUFFICIENT_TISSUE', 'RESCAN')),
    cancer_probability double precision CHECK (cancer_probability BETWEEN 0 AND 1),
    isup_grade         smallint CHECK (isup_grade BETWEEN 0 AND 5),
    isup_probabilities real[] CHECK (cardinality(isup_probabilities) = 6),
    confidence         double precision CHECK (confidence BETWEEN 0 AND 1),
    reason             text,
    tiles_total        int NOT NULL CHECK (tiles_total >= 0),
    tiles_unreadable   int NOT NULL CHECK (tiles_unreadable BETWEEN 0 AND tiles_total),
    started_at         timestamptz NOT NULL,
    finished_at        timestamptz NOT NULL,
    UNIQUE (job_id, attempt),
    CHECK ((outcome IN ('CANCER', 'BENIGN', 'NEEDS_REVIEW')) = (cancer_probability IS NOT NULL)),
    CHECK ((cancer_probability IS NULL) = (confidence IS NULL)),
    CHECK ((outcome IN ('CANCER', 'BENIGN')) = (reason IS NULL))
);

-- What the tiles of a run have in common, kept once: a footprint in level-0 pixels with its spacing in µm/px, …
CREATE TABLE acinus.tile_shape (
    run_id  int NOT NULL REFERENCES acinus.run ON DELETE CASCADE,
    shape   int NOT NULL,
    width0  double precision NOT NULL CHECK (width0 > 0),
    height0 double precision NOT NULL CHECK (height0 > 0),
    spacing double precision NOT NULL CHECK (spacing > 0),
    PRIMARY KEY (run_id, shape)
);

-- … and a reason for leaving a tile out.
CREATE TABLE acinus.tile_reason (
    run_id int NOT NULL REFERENCES acinus.run ON DELETE CASCADE,
    reason int NOT NULL,
    text   text NOT NULL,
    PRIMARY KEY (run_id, reason)
);

-- One tile inside tissue. There are a hundred thousand of them a slide, so: widest columns first, numbers only, and no
-- foreign key, whose trigger would run once a row; rows are written in the transaction that writes their run.
CREATE TABLE acinus.tile (
    x0                 bigint NOT NULL,
    y0                 bigint NOT NULL,
    run_id             int NOT NULL,
    row_index          int NOT NULL,
    column_index       int NOT NULL,
    shape              int NOT NULL,
    reason             int,
    attention          real CHECK (attention BETWEEN 0 AND 1),
    contribution       real CHECK (contribution BETWEEN '-1e30' AND '1e30'),
    cancer_probability real CHECK (cancer_probability BETWEEN 0 AND 1),
    -- 0 SCORED, 1 EXCLUDED, 2 UNREADABLE
    state              smallint NOT NULL CHECK (state BETWEEN 0 AND 2),
    PRIMARY KEY (run_id, row_index, column_index),
    CHECK ((state = 0) = (attention IS NOT NULL)),
    CHECK ((state = 0) = (contribution IS NOT NULL))
);

CREATE VIEW acinus.slide_result_history AS
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
FROM acinus.run
JOIN acinus.job ON job.id = run.job_id
JOIN acinus.pack ON pack.id = run.pack_id;

-- The newest run is the one of the highest attempt: clocks may differ between workers, attempts cannot.
CREATE VIEW acinus.slide_result AS
SELECT history.*
FROM acinus.slide_result_history AS history
WHERE history.run_id IN (SELECT DISTINCT ON (job_id) id FROM acinus.run ORDER BY job_id, attempt DESC);

CREATE VIEW acinus.tile_result AS
SELECT tile.run_id,
       job.file,
       tile.column_index,
       tile.row_index,
       tile.x0,
       tile.y0,
       shape.width0,
       shape.height0,
       shape.spacing,
       tile.attention,
       tile.contribution,
       tile.cancer_probability,
       NULL::real AS p_benign,
       NULL::real AS p_g3,
       NULL::real AS p_g4,
       NULL::real AS p_g5,
       NULL::real AS uncertainty,
       CASE tile.state WHEN 0 THEN 'SCORED' WHEN 1 THEN 'EXCLUDED' ELSE 'UNREADABLE' END AS state,
       reason.text AS reason
FROM acinus.tile
JOIN acinus.run ON run.id = tile.run_id
JOIN acinus.job ON job.id = run.job_id
JOIN acinus.tile_shape AS shape ON shape.run_id = tile.run_id AND shape.shape = tile.shape
LEFT JOIN acinus.tile_reason AS reason ON reason.run_id = tile.run_id AND reason.reason = tile.reason;

CREATE VIEW acinus.job_status AS
SELECT file, state, attempt AS attempts, lease_until, code, message
FROM acinus.job;
