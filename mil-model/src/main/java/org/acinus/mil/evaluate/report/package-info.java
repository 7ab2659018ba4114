/// An evaluation as one HTML page that needs no network, no script and no other file.
///
/// [org.acinus.mil.evaluate.report.EvaluationPage] puts the page together;
/// [org.acinus.mil.evaluate.report.ReportSubject] is what it says besides the figures; the plots are drawn as
/// inline SVG, one class each.
@NullMarked
package org.acinus.mil.evaluate.report;

import org.jspecify.annotations.NullMarked;
