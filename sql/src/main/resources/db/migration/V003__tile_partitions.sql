-- Tile rows by month, so that a month whose retention has ended goes by one DROP TABLE.
--
-- The month is run.month, that of stored_at in UTC by the database's clock: a worker's wrong clock cannot scatter rows
-- over months that nobody expects. There is no default partition: it would take rows in silence that no DROP ever frees,
-- and every new month would have to search it. Instead the transaction that writes a run makes its month
-- (tile_partition below), and the month after it, so that it hardly ever has to.

DROP VIEW acinus.tile_result;
ALTER TABLE acinus.tile RENAME TO tile_of_version_1;
ALTER TABLE acinus.tile_of_version_1 RENAME CONSTRAINT tile_pkey TO tile_of_version_1_pkey;

-- Numbers only, widest first, and no foreign key, whose trigger would run once a row: rows are written in the
-- transaction that writes their run, and retention removes them before it.
CREATE TABLE acinus.tile (
    x0                 bigint NOT NULL,
    y0                 bigint NOT NULL,
    run_id             int NOT NULL,
    row_index          int NOT NULL,
    column_index       int NOT NULL,
    shape              int NOT NULL,
    reason             int,
    month              date NOT NULL,
    attention          real CHECK (attention BETWEEN 0 AND 1),
    contribution       real CHECK (contribution BETWEEN '-1e30' AND '1e30'),
    cancer_probability real CHECK (cancer_probability BETWEEN 0 AND 1),
    site_id            smallint NOT NULL,
    -- 0 SCORED, 1 EXCLUDED, 2 UNREADABLE
    state              smallint NOT NULL CHECK (state BETWEEN 0 AND 2),
    PRIMARY KEY (run_id, row_index, column_index, month),
    CHECK ((state = 0) = (attention IS NOT NULL)),
    CHECK ((state = 0) = (contribution IS NOT NULL))
) PARTITION BY RANGE (month);

-- The tiles that decided: ORDER BY attention DESC LIMIT k of a run.
CREATE INDEX tile_attention ON acinus.tile (run_id, attention);
-- A rectangle of the slide. In the order in which rows arrive, so each row goes to the index's end.
CREATE INDEX tile_place ON acinus.tile (run_id, y0, x0);

ALTER TABLE acinus.tile_shape ADD COLUMN site_id smallint NOT NULL DEFAULT 1;
ALTER TABLE acinus.tile_shape ALTER COLUMN site_id DROP DEFAULT;
ALTER TABLE acinus.tile_reason ADD COLUMN site_id smallint NOT NULL DEFAULT 1;
ALTER TABLE acinus.tile_reason ALTER COLUMN site_id DROP DEFAULT;

-- The name of a month's partition, made where it is missing.
--
-- ATTACH, not CREATE … PARTITION OF: that would lock out everybody who reads or writes any month.
CREATE FUNCTION acinus.tile_partition(wanted date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first     date := date_trunc('month', wanted);
    partition text := 'tile_' || to_char(first, 'YYYY_MM');
BEGIN
    IF to_regclass('acinus.' || partition) IS NULL THEN
        -- One maker at a time; who waited finds the table made.
        LOCK TABLE acinus.tile IN SHARE UPDATE EXCLUSIVE MODE;
        IF to_regclass('acinus.' || partition) IS NULL THEN
            EXECUTE format('CREATE TABLE acinus.%I (LIKE acinus.tile INCLUDING ALL)', partition);
            EXECUTE format('ALTER TABLE acinus.tile ATTACH PARTITION acinus.%I FOR VALUES FROM (%L) TO (%L)',
                           partition, first, first + interval '1 month');
            EXECUTE format('GRANT INSERT ON acinus.%I TO acinus_writer', partition);
        END IF;
    END IF;
    RETURN partition;
END $$;

REVOKE ALL ON FUNCTION acinus.tile_partition(date) FROM PUBLIC;

SELECT acinus.tile_partition(month) FROM (SELECT DISTINCT month FROM acinus.run) AS months;

INSERT INTO acinus.tile (x0, y0, run_id, row_index, column_index, shape, reason, month, attention, contribution,
                         cancer_probability, site_id, state)
SELECT x0, y0, run_id, row_index, column_index, shape, tile.reason, month, attention, contribution, tile.cancer_probability, site_id,
       state
FROM acinus.tile_of_version_1 AS tile
JOIN acinus.run ON run.id = tile.run_id
ORDER BY run_id, row_index, column_index;

DROP TABLE acinus.tile_of_version_1;

CREATE VIEW acinus.tile_result WITH (security_invoker) AS
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
-- The month lets PostgreSQL look into one partition only.
JOIN acinus.run ON run.id = tile.run_id AND run.month = tile.month
JOIN acinus.job ON job.id = run.job_id
JOIN acinus.tile_shape AS shape ON shape.run_id = tile.run_id AND shape.shape = tile.shape
LEFT JOIN acinus.tile_reason AS reason ON reason.run_id = tile.run_id AND reason.reason = tile.reason;
