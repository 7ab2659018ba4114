/// PostgreSQL behind the pipeline's port: the only package that knows JDBC.
///
/// `Database` (pool and migrations), `EmbeddedServer` (a private server in the workspace), `SqlRunLedger` (jobs,
/// results,
/// tile rows). Tables are this module's own business; the views in `resources/db/migration` are the contract.
@NullMarked
package org.acinus.sql;

import org.jspecify.annotations.NullMarked;
