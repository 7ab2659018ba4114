-- Who may do what, and who sees which site. The roles themselves are the server's and exist before this runs.

-- Which login sees which site; a site_id of null means every site, also those to come. The owner keeps it:
-- INSERT INTO acinus.site_access SELECT 'login', id FROM acinus.site WHERE name = 'site'.
CREATE TABLE acinus.site_access (
    login   text NOT NULL CHECK (login <> ''),
    site_id smallint REFERENCES acinus.site,
    UNIQUE NULLS NOT DISTINCT (login, site_id)
);

CREATE FUNCTION acinus.audit_access() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM acinus.audit_append('ACCESS_TAKEN', NULL, NULL, NULL,
            'login=' || OLD.login || ' site=' || coalesce(OLD.site_id::text, 'all'));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM acinus.audit_append('ACCESS_GIVEN', NULL, NULL, NULL,
            'login=' || NEW.login || ' site=' || coalesce(NEW.site_id::text, 'all'));
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_access AFTER INSERT OR UPDATE OR DELETE ON acinus.site_access
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acinus.audit_access();

-- The sites of the login that is connected: session_user, which no SET ROLE changes.
CREATE FUNCTION acinus.my_sites() RETURNS smallint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN (SELECT coalesce(array_agg(site.id), '{}')
        FROM acinus.site
        WHERE EXISTS (SELECT FROM acinus.site_access AS access
                      WHERE access.login = session_user AND (access.site_id = site.id OR access.site_id IS NULL)));

REVOKE ALL ON FUNCTION acinus.my_sites() FROM PUBLIC;

-- What a researcher gets: no file name, folder, case, nor the slide's hash.
CREATE VIEW acinus.research_slide_result WITH (security_invoker) AS
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
       run.id AS run_id
FROM acinus.job
JOIN acinus.run ON run.id = job.result_run
JOIN acinus.site ON site.id = job.site_id
JOIN acinus.pack ON pack.id = run.pack_id;

CREATE VIEW acinus.research_tile_result WITH (security_invoker) AS
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
       CASE tile.state WHEN 0 THEN 'SCORED' WHEN 1 THEN 'EXCLUDED' ELSE 'UNREADABLE' END AS state
FROM acinus.tile
JOIN acinus.run ON run.id = tile.run_id AND run.month = tile.month
JOIN acinus.tile_shape AS shape ON shape.run_id = tile.run_id AND shape.shape = tile.shape;

GRANT USAGE ON SCHEMA acinus
    TO acinus_writer, acinus_pathologist, acinus_researcher, acinus_auditor;
GRANT SELECT ON acinus.schema_history
    TO acinus_writer, acinus_pathologist, acinus_researcher, acinus_auditor;
GRANT EXECUTE ON FUNCTION acinus.audit_head() TO acinus_writer, acinus_auditor;

GRANT SELECT, INSERT, UPDATE ON acinus.job TO acinus_writer;
GRANT SELECT, INSERT, UPDATE (current) ON acinus.run TO acinus_writer;
GRANT SELECT, INSERT ON acinus.site, acinus.pack, acinus.answer, acinus.tile_shape, acinus.tile_reason TO acinus_writer;
-- Rows go into a month's own table, which tile_partition() opens to the writer: COPY does not write through row security.
GRANT SELECT ON acinus.tile TO acinus_writer;
GRANT EXECUTE ON FUNCTION acinus.tile_partition(date) TO acinus_writer;

GRANT SELECT ON acinus.job, acinus.run, acinus.answer, acinus.tile, acinus.tile_shape, acinus.tile_reason, acinus.pack,
    acinus.site TO acinus_pathologist;

GRANT SELECT (id, site_id, state, result_run) ON acinus.job TO acinus_researcher;
GRANT SELECT (id, site_id, pack_id, outcome, cancer_probability, isup_grade, isup_probabilities, confidence, tiles_total,
    tiles_unreadable, month) ON acinus.run TO acinus_researcher;
GRANT SELECT ON acinus.tile, acinus.tile_shape, acinus.pack, acinus.site TO acinus_researcher;
GRANT EXECUTE ON FUNCTION acinus.my_sites() TO acinus_pathologist, acinus_researcher;

GRANT SELECT ON acinus.audit TO acinus_auditor;
-- How long things are kept is no secret.
GRANT SELECT ON acinus.retention TO acinus_writer, acinus_pathologist, acinus_researcher, acinus_auditor;

GRANT SELECT ON acinus.job_status, acinus.slide_result, acinus.slide_result_history, acinus.tile_result
    TO acinus_writer, acinus_pathologist;
GRANT SELECT ON acinus.research_slide_result, acinus.research_tile_result TO acinus_pathologist, acinus_researcher;

-- Not FORCE: the owner dumps, restores and deletes whole tables, and no command of the daily work accepts an owner.
DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['job', 'run', 'tile', 'tile_shape', 'tile_reason'] LOOP
        EXECUTE format('ALTER TABLE acinus.%I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY work ON acinus.%I TO acinus_writer USING (true) WITH CHECK (true)', guarded);
        EXECUTE format('CREATE POLICY own_sites ON acinus.%I FOR SELECT TO acinus_pathologist, acinus_researcher'
                       || ' USING (site_id = ANY ((SELECT acinus.my_sites())::smallint[]))', guarded);
    END LOOP;
END $$;

-- An answer is seen where its run is.
ALTER TABLE acinus.answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY work ON acinus.answer TO acinus_writer USING (true) WITH CHECK (true);
CREATE POLICY own_sites ON acinus.answer FOR SELECT TO acinus_pathologist
    USING (EXISTS (SELECT FROM acinus.run WHERE run.id = answer.run_id));
