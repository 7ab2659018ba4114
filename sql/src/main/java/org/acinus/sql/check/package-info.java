/// Whether a database is fit for its work: `db check`.
@NullMarked
package org.acinus.sql.check;

import org.jspecify.annotations.NullMarked;
