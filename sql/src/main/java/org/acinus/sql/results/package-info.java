/// Results and their tile rows, written and read back; transactions are the caller's.
///
/// Read [org.acinus.sql.results.ResultWriter] first, then [org.acinus.sql.results.TileRows] (binary COPY).
@NullMarked
package org.acinus.sql.results;

import org.jspecify.annotations.NullMarked;
