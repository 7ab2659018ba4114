/// Whether a slide is whole: quiet, all there, its container not cut short, and what its sender said it is.
///
/// [org.acinus.intake.gate.CompletenessGate] gives a [org.acinus.intake.gate.Verdict], by
/// [org.acinus.intake.gate.GateSettings]. Containers are checked by those who know them, through
/// [org.acinus.wsi.CompletenessCheck].
@NullMarked
package org.acinus.intake.gate;

import org.jspecify.annotations.NullMarked;
