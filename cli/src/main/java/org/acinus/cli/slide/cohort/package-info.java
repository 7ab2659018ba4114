/// What `tile` says of many slides at once: a row for each, a table, and a page to look through.
///
/// Start with [org.acinus.cli.slide.cohort.CohortRow]; it knows files and pictures by name only.
@NullMarked
package org.acinus.cli.slide.cohort;

import org.jspecify.annotations.NullMarked;
