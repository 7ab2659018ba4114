/// How long records are kept, and what is held back from it.
///
/// Read [org.acinus.sql.retention.RetentionPolicy] first, then [org.acinus.sql.retention.Retention].
@NullMarked
package org.acinus.sql.retention;

import org.jspecify.annotations.NullMarked;
