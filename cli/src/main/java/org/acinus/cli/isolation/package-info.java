/// A command over many slides, of which one may kill the process that reads it: another goes on without it.
///
/// Start with [org.acinus.cli.isolation.CohortProcess]. Which slide was in hand, and what became of those before it,
/// stands in a [org.acinus.cli.isolation.CohortRecord]. `run` and `watch` have a database for that.
@NullMarked
package org.acinus.cli.isolation;

import org.jspecify.annotations.NullMarked;
