/// `synth`: draws slides and labelled cohorts, for demonstrations, tests and measurements.
@NullMarked
package org.acinus.cli.synth;

import org.jspecify.annotations.NullMarked;
