/// How a connection is asked for and what it says: addresses and their encryption, rows, texts, kinds of errors.
///
/// Read [org.acinus.sql.connection.DatabaseUrl] first. Knows no table.
@NullMarked
package org.acinus.sql.connection;

import org.jspecify.annotations.NullMarked;
