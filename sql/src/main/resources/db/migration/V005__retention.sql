-- How long records are kept, and what is not to go whatever its age.

CREATE TABLE acinus.retention (
    record_class text PRIMARY KEY CHECK (record_class IN ('result', 'tile', 'features', 'audit')),
    -- From the day the record was stored; null: for ever.
    keep         interval CHECK (keep > interval '0')
);

-- CLIA, 42 CFR 493.1105: ten years for pathology reports. Tile rows and feature files can be made again from the slide.
INSERT INTO acinus.retention (record_class, keep)
VALUES ('result', '10 years'), ('tile', '2 years'), ('features', '2 years'), ('audit', NULL);

CREATE TABLE acinus.legal_hold (
    id        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id    bigint REFERENCES acinus.job,
    case_id   text CHECK (case_id <> ''),
    reason    text NOT NULL CHECK (reason <> ''),
    placed_by text NOT NULL DEFAULT session_user,
    placed_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((job_id IS NULL) <> (case_id IS NULL))
);

-- A result is held where any of the slides that it answers for is.
CREATE VIEW acinus.held_run WITH (security_invoker) AS
SELECT DISTINCT named.run_id
FROM acinus.legal_hold AS hold
JOIN acinus.job ON job.id = hold.job_id OR job.case_id = hold.case_id
JOIN (SELECT job_id, run_id FROM acinus.answer UNION SELECT job_id, id FROM acinus.run) AS named
    ON named.job_id = job.id;

CREATE FUNCTION acinus.audit_policy() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'retention' THEN
        PERFORM acinus.audit_append('RETENTION_SET', NULL, NULL, NULL,
            NEW.record_class || ' ' || coalesce(NEW.keep::text, 'for ever'));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM acinus.audit_append('HOLD_LIFTED', OLD.job_id, NULL, NULL, 'hold=' || OLD.id);
    ELSE
        PERFORM acinus.audit_append('HOLD_PLACED', NEW.job_id, NULL, NULL, 'hold=' || NEW.id);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_retention AFTER INSERT OR UPDATE ON acinus.retention
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acinus.audit_policy();

CREATE CONSTRAINT TRIGGER audit_hold AFTER INSERT OR UPDATE OR DELETE ON acinus.legal_hold
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acinus.audit_policy();
