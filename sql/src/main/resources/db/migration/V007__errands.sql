-- What is to be done once a slide of a watched folder is finished: move its files, call a program, tell a web server.
--
-- The job's row is the promise: whatever happened in between, a finished job without its errands gets them at the next
-- look. An errand is at least once; what it does carries its key, so that a repetition can be told.
CREATE TABLE acinus.errand (
    job_id  bigint NOT NULL REFERENCES acinus.job ON DELETE CASCADE,
    attempt int NOT NULL,
    kind    text NOT NULL CHECK (kind IN ('MOVE', 'CALLBACK', 'WEBHOOK')),
    done    boolean NOT NULL DEFAULT false,
    tries   int NOT NULL DEFAULT 0,
    due_at  timestamptz NOT NULL DEFAULT now(),
    message text CHECK (length(message) <= 2000),
    PRIMARY KEY (job_id, attempt, kind)
);

CREATE INDEX errand_due ON acinus.errand (due_at) WHERE NOT done;

GRANT SELECT, INSERT, UPDATE ON acinus.errand TO acinus_writer;
ALTER TABLE acinus.errand ENABLE ROW LEVEL SECURITY;
CREATE POLICY work ON acinus.errand TO acinus_writer USING (true) WITH CHECK (true);
