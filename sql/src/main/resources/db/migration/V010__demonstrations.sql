-- Whether a pack is a demonstration, whose answers mean nothing: whoever reads a result here is told, as by every file.
--
-- Each command that works says it of its pack from the pack's own manifest. Null: not known, since the pack was last
-- asked before this version; the next run with it says so. The one demonstration that was ever part of Acinus is marked
-- here and now, by its name: a mark too many does no harm.
ALTER TABLE acinus.pack ADD COLUMN demo boolean;

UPDATE acinus.pack SET demo = true WHERE name = 'demo-head';

GRANT UPDATE (demo) ON acinus.pack TO acinus_writer;

-- A row is one pack to the byte, and its manifest is part of it: what was said of it once can be no other.
CREATE FUNCTION acinus.pack_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'whether a pack is a demonstration does not change' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER demo_once BEFORE UPDATE OF demo ON acinus.pack
FOR EACH ROW WHEN (OLD.demo IS NOT NULL AND NEW.demo IS DISTINCT FROM OLD.demo)
EXECUTE FUNCTION acinus.pack_refuse();

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
       run.tissue_mm,
       pack.demo
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
       run.tissue_mm,
       pack.demo
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
       reason.text AS reason,
       pack.demo
FROM acinus.tile
-- The month lets PostgreSQL look into one partition only.
JOIN acinus.run ON run.id = tile.run_id AND run.month = tile.month
JOIN acinus.pack ON pack.id = run.pack_id
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
       run.tumour_share,
       pack.demo
FROM acinus.job
JOIN acinus.run ON run.id = job.result_run
JOIN acinus.site ON site.id = job.site_id
JOIN acinus.pack ON pack.id = run.pack_id;

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
       tile.uncertainty,
       pack.demo
FROM acinus.tile
JOIN acinus.run ON run.id = tile.run_id AND run.month = tile.month
JOIN acinus.pack ON pack.id = run.pack_id
JOIN acinus.tile_shape AS shape ON shape.run_id = tile.run_id AND shape.shape = tile.shape;
