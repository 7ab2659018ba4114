/// The audit log, read and verified; triggers write it.
///
/// Read [org.acinus.sql.audit.AuditTrail].
@NullMarked
package org.acinus.sql.audit;

import org.jspecify.annotations.NullMarked;
