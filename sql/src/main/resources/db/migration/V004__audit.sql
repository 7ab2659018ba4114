-- Every state change, once, in an order that cannot be changed unseen.
--
-- Each entry carries the hash of the one before it. The triggers below write entries in the transaction of the change
-- itself, as the schema's owner, so no login needs the right to write here and none can leave an entry out. Entries
-- hold numbers, states and codes; no file names.

CREATE TABLE acinus.audit (
    id       bigint PRIMARY KEY,
    at       timestamptz NOT NULL,
    -- The login, whatever role it has put on.
    actor    text NOT NULL,
    action   text NOT NULL,
    job_id   bigint,
    attempt  int,
    run_id   int,
    detail   text NOT NULL,
    previous bytea NOT NULL CHECK (octet_length(previous) = 32),
    -- sha256 of `previous` and the fields above, in this order, each as audit_field() writes it, in UTF-8.
    hash     bytea NOT NULL CHECK (octet_length(hash) = 32)
);

CREATE INDEX audit_job ON acinus.audit (job_id);

-- Whoever appends locks this row first and keeps it until commit: that makes a chain of it.
CREATE TABLE acinus.audit_turn (
    one boolean PRIMARY KEY CHECK (one)
);

INSERT INTO acinus.audit_turn VALUES (true);

-- A netstring, or `-` for null: no two different rows are written alike.
CREATE FUNCTION acinus.audit_field(value text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value, '-');

CREATE FUNCTION acinus.audit_append(action text, job bigint, attempt int, run int, detail text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- PostgreSQL keeps microseconds; they are hashed as a whole number, which every language writes alike.
    moment constant timestamptz := clock_timestamp();
    number bigint;
    before bytea;
BEGIN
    PERFORM FROM acinus.audit_turn FOR UPDATE;
    SELECT id + 1, hash INTO number, before FROM acinus.audit ORDER BY id DESC LIMIT 1;
    number := coalesce(number, 1);
    before := coalesce(before, decode(repeat('00', 32), 'hex'));
    INSERT INTO acinus.audit
    VALUES (number, moment, session_user, action, job, attempt, run, detail, before, sha256(before || convert_to(
        acinus.audit_field(number::text)
            || acinus.audit_field((extract(epoch FROM moment) * 1000000)::bigint::text)
            || acinus.audit_field(session_user)
            || acinus.audit_field(action)
            || acinus.audit_field(job::text)
            || acinus.audit_field(attempt::text)
            || acinus.audit_field(run::text)
            || acinus.audit_field(detail),
        'UTF8')));
END $$;

CREATE FUNCTION acinus.audit_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON acinus.audit
FOR EACH STATEMENT EXECUTE FUNCTION acinus.audit_refuse();

-- Where the chain ends: to be kept outside the database, because a chain that was cut short is still a chain.
CREATE FUNCTION acinus.audit_head(OUT id bigint, OUT hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT audit.id, encode(audit.hash, 'hex') FROM acinus.audit ORDER BY audit.id DESC LIMIT 1;
END;

CREATE FUNCTION acinus.audit_job() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was text := 'none';
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM acinus.audit_append('JOB_DELETED', OLD.id, OLD.attempt, NULL, OLD.state);
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        was := OLD.state;
    END IF;
    PERFORM acinus.audit_append(
        CASE
            WHEN NEW.state = 'RUNNING' THEN 'CLAIMED'
            WHEN NEW.state <> 'QUEUED' THEN NEW.state
            WHEN was = 'QUARANTINED' THEN 'RELEASED'
            WHEN was = 'RUNNING' AND NEW.code IS NOT NULL THEN 'SET_BACK'
            WHEN was = 'RUNNING' AND NEW.config_hash = OLD.config_hash THEN 'GIVEN_BACK'
            ELSE 'QUEUED'
        END,
        NEW.id, NEW.attempt, CASE NEW.state WHEN 'DONE' THEN NEW.result_run END,
        concat_ws(' ', 'from=' || was, 'code=' || NEW.code, 'worker=' || NEW.worker, 'tries=' || NEW.tries,
                  'site=' || NEW.site_id, 'config=' || NEW.config_hash, CASE WHEN NEW.anew THEN 'anew' END));
    RETURN NULL;
END $$;

-- Deferred: entries are written at the end of the transaction, so that nobody waits for the turn during a COPY.
CREATE CONSTRAINT TRIGGER audit_new AFTER INSERT OR DELETE ON acinus.job
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acinus.audit_job();

-- A heartbeat changes none of these.
CREATE CONSTRAINT TRIGGER audit_change AFTER UPDATE ON acinus.job
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN ((OLD.state, OLD.attempt, OLD.config_hash, OLD.site_id, OLD.case_id, OLD.slide_key)
    IS DISTINCT FROM (NEW.state, NEW.attempt, NEW.config_hash, NEW.site_id, NEW.case_id, NEW.slide_key))
EXECUTE FUNCTION acinus.audit_job();

CREATE FUNCTION acinus.audit_run() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM acinus.audit_append('RESULT_DELETED', OLD.job_id, OLD.attempt, OLD.id, OLD.outcome);
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM acinus.audit_append('RESULT', NEW.job_id, NEW.attempt, NEW.id,
            concat_ws(' ', NEW.outcome, 'p=' || NEW.cancer_probability, 'isup=' || NEW.isup_grade,
                      'tiles=' || NEW.tiles_total, 'sha256=' || encode(NEW.sha256, 'hex')));
    ELSIF OLD.current AND NOT NEW.current
          AND (OLD.outcome, OLD.cancer_probability, OLD.isup_grade)
              IS NOT DISTINCT FROM (NEW.outcome, NEW.cancer_probability, NEW.isup_grade) THEN
        PERFORM acinus.audit_append('SUPERSEDED', OLD.job_id, OLD.attempt, OLD.id, OLD.outcome);
    ELSE
        PERFORM acinus.audit_append('RESULT_CHANGED', NEW.job_id, NEW.attempt, NEW.id,
            'from=' || OLD.outcome || ' to=' || NEW.outcome);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_run AFTER INSERT OR UPDATE OR DELETE ON acinus.run
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acinus.audit_run();

-- Forgets entries up to and with a number. The entry that says so holds the hash at the cut, so that what is left can
-- still be verified.
CREATE FUNCTION acinus.audit_prune(upto bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    cut bytea;
BEGIN
    SELECT hash INTO STRICT cut FROM acinus.audit WHERE id = upto;
    ALTER TABLE acinus.audit DISABLE TRIGGER append_only;
    DELETE FROM acinus.audit WHERE id <= upto;
    ALTER TABLE acinus.audit ENABLE TRIGGER append_only;
    PERFORM acinus.audit_append('AUDIT_PRUNED', NULL, NULL, NULL, upto || ' ' || encode(cut, 'hex'));
END $$;

REVOKE ALL ON FUNCTION acinus.audit_append(text, bigint, int, int, text), acinus.audit_head(),
    acinus.audit_prune(bigint) FROM PUBLIC;

SELECT acinus.audit_append('AUDIT_BEGUN', NULL, NULL, NULL,
    (SELECT count(*) FROM acinus.job) || ' jobs, ' || (SELECT count(*) FROM acinus.run) || ' results');
