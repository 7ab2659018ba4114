/// A command over many slides, of which one may kill the process that reads it: another goes on without it.
///
/// Start with [org.acinus.cli.cohort.CohortProcess]. Which slide was in hand, and what became of those before it,
/// stands in a [org.acinus.cli.cohort.CohortRecord]. `run` and `watch` have a database for that.
@NullMarked
package org.acinus.cli.cohort;

import org.jspecify.annotations.NullMarked;
