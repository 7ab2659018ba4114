/// The schema `acinus` and its roles: the files of `resources/db/migration`, run by its owner.
///
/// Read [org.acinus.sql.schema.Migrations] first.
@NullMarked
package org.acinus.sql.schema;

import org.jspecify.annotations.NullMarked;
