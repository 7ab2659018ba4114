/// An open database: whose login, as whom, with which schema.
///
/// Read [org.acinus.sql.database.Database] first; every room that asks something takes one.
@NullMarked
package org.acinus.sql.database;

import org.jspecify.annotations.NullMarked;
