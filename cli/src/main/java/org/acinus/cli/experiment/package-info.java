/// What each training option is good for, measured on cohorts of feature bags that are drawn so as to need it.
///
/// Start at [org.acinus.cli.experiment.Experiments].
@NullMarked
package org.acinus.cli.experiment;

import org.jspecify.annotations.NullMarked;
