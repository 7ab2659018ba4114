/// PostgreSQL behind the pipeline's ports: the only package that knows JDBC, with its rooms.
///
/// Read [org.acinus.sql.SqlRunLedger] first (jobs, results, tile rows), then its rooms in the order in which they
/// need each other: `connection`, `server` (a private one in the workspace), `schema`, `database`, then `queue` and
/// `results`, and beside these `audit`, `retention`, `check` and `bench`. Tables are this module's own business;
/// the views in `resources/db/migration` are the contract.
@NullMarked
package org.acinus.sql;

import org.jspecify.annotations.NullMarked;
