-- What a tile classifier says: of each tile the probabilities of four classes, of the slide the biopsy's score.

ALTER TABLE acinus.tile
    ADD COLUMN p_benign    real,
    ADD COLUMN p_g3        real,
    ADD COLUMN p_g4        real,
    ADD COLUMN p_g5        real,
    ADD COLUMN uncertainty real;

-- pattern_shares: of the tumour's tiles those of patterns 3, 4 and 5. The score is null where no tumour was found.
ALTER TABLE acinus.run
    ADD COLUMN gleason_primary   smallint CHECK (gleason_primary BETWEEN 3 AND 5),
    ADD COLUMN gleason_secondary smallint CHECK (gleason_secondary BETWEEN 3 AND 5),
    ADD COLUMN pattern_shares    double precision[] CHECK (cardinality(pattern_shares) = 3),
    ADD COLUMN tumour_share      double precision CHECK (tumour_share BETWEEN 0 AND 1),
    ADD COLUMN tumour_mm         double precision CHECK (tumour_mm >= 0),
    ADD COLUMN tumour_span_mm    double precision CHECK (tumour_span_mm >= 0),
    ADD COLUMN tissue_mm         double precision CHECK (tissue_mm >= 0),
    ADD CONSTRAINT run_score CHECK ((gleason_primary IS NULL) = (gleason_secondary IS NULL)),
    ADD CONSTRAINT run_patterns CHECK ((pattern_shares IS NULL) = (tumour_share IS NULL)
        AND (pattern_shares IS NULL) = (tumour_mm IS NULL)
        AND (pattern_shares IS NULL) = (tumour_span_mm IS NULL)
        AND (pattern_shares IS NULL) = (tissue_mm IS NULL)
        AND (gleason_primary IS NULL OR pattern_shares IS NOT NULL));

CREATE OR REPLACE VIEW acinus.slide_result_history WITH (security_invoker) AS
SELECT job.file,
       job.source_root,
       encode(run.sha256, 'hex') AS sha256,
       run.outcome,
       run.cancer_probability,
       run.isup_grade,
       run.isup_probabilities,
       run.gleason_primary,
       run.gleason_secondary,
       run.confidence,
       run.outcome = 'NEEDS_REVIEW' AS needs_review,
       run.reason AS review_reason,
       run.tiles_total,
       run.tiles_unreadable,
       pack.name AS pack,
       pack.version AS pack_version,
       run.id AS run_id,
       run.started_at,
       run.finished_at,
       run.pattern_shares,
       run.tumour_share,
       run.tumour_mm,
       run.tumour_span_mm,
       run.tissue_mm
FROM acinus.answer
JOIN acinus.run ON run.id = answer.run_id
JOIN acinus.job ON job.id = answer.job_id
JOIN acinus.pack ON pack.id = run.pack_id;

CREATE OR REPLACE VIEW acinus.slide_result WITH (security_invoker) AS
SELECT job.file,
       job.source_root,
       encode(run.sha256, 'hex') AS sha256,
       run.outcome,
       run.cancer_probability,
       run.isup_grade,
       run.isup_probabilities,
       run.gleason_primary,
       run.gleason_secondary,
       run.confidence,
       run.outcome = 'NEEDS_REVIEW' AS needs_review,
       run.reason AS review_reason,
       run.tiles_total,
       run.tiles_unreadable,
       pack.name AS pack,
       pack.version AS pack_version,
       run.id AS run_id,
       run.started_at,
       run.finished_at,
       run.pattern_shares,
       run.tumour_share,
       run.tumour_mm,
       run.tumour_span_mm,
       run.tissue_mm
FROM acinus.job
JOIN acinus.run ON run.id = job.result_run
JOIN acinus.pack ON pack.id = run.pack_id;

CREATE OR REPLACE VIEW acinus.tile_result WITH (security_invoker) AS
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
       tile.p_benign,
       tile.p_g3,
       tile.p_g4,
       tile.p_g5,
       tile.uncertainty,
       CASE tile.state WHEN 0 THEN 'SCORED' WHEN 1 THEN 'EXCLUDED' ELSE 'UNREADABLE' END AS state,
       reason.text AS reason
FROM acinus.tile
-- The month lets PostgreSQL look into one partition only.
JOIN acinus.run ON run.id = tile.run_id AND run.month = tile.month
JOIN acinus.job ON job.id = run.job_id
JOIN acinus.tile_shape AS shape ON shape.run_id = tile.run_id AND shape.shape = tile.shape
LEFT JOIN acinus.tile_reason AS reason ON reason.run_id = tile.run_id AND reason.reason = tile.reason;

CREATE OR REPLACE VIEW acinus.research_slide_result WITH (security_invoker) AS
SELECT job.id AS slide_id,
       site.name AS site,
       run.outcome,
       run.cancer_probability,
       run.isup_grade,
       run.isup_probabilities,
       run.confidence,
       run.outcome = 'NEEDS_REVIEW' AS needs_review,
       run.tiles_total,
       run.tiles_unreadable,
       pack.name AS pack,
       pack.version AS pack_version,
       run.id AS run_id,
       run.gleason_primary,
       run.gleason_secondary,
       run.pattern_shares,
       run.tumour_share
FROM acinus.job
JOIN acinus.run ON run.id = job.result_run
JOIN acinus.site ON site.id = job.site_id
JOIN acinus.pack ON pack.id = run.pack_id;

GRANT SELECT (gleason_primary, gleason_secondary, pattern_shares, tumour_share) ON acinus.run TO acinus_researcher;

CREATE OR REPLACE VIEW acinus.research_tile_result WITH (security_invoker) AS
SELECT tile.run_id,
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
       CASE tile.state WHEN 0 THEN 'SCORED' WHEN 1 THEN 'EXCLUDED' ELSE 'UNREADABLE' END AS state,
       tile.p_benign,
       tile.p_g3,
       tile.p_g4,
       tile.p_g5,
       tile.uncertainty
FROM acinus.tile
JOIN acinus.run ON run.id = tile.run_id AND run.month = tile.month
JOIN acinus.tile_shape AS shape ON shape.run_id = tile.run_id AND shape.shape = tile.shape;
