/// PostgreSQL behind the pipeline's port: the only package that knows JDBC.
///
/// Read [org.acinus.sql.SqlRunLedger] first (jobs, results, tile rows), then [org.acinus.sql.Database] (pool and
/// migrations), then [org.acinus.sql.EmbeddedServer] (a private server in the workspace). Tables are this module's
/// own business; the views in `resources/db/migration` are the contract.
@NullMarked
package org.acinus.sql;

import org.jspecify.annotations.NullMarked;
