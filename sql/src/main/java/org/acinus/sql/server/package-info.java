/// A private PostgreSQL server in the workspace: unpacked, made, started by the first process and stopped by the last.
///
/// Read [org.acinus.sql.server.EmbeddedServer] first, then [org.acinus.sql.server.ServerStart].
@NullMarked
package org.acinus.sql.server;

import org.jspecify.annotations.NullMarked;
