/// A page for people: what came of a slide, or of a case of several, on one sheet of A4.
///
/// [org.acinus.export.report.SlideSheet] and [org.acinus.export.report.CaseSheet] say what stands there,
/// [org.acinus.export.report.ReportPage] is the page around it, [org.acinus.export.report.PdfPrinter] prints it.
/// Pages open without a network, whatever comes from outside is escaped, and nothing of a patient is on them but the
/// case's name that the user gave. A field that the model cannot know says "not assessed".
@NullMarked
package org.acinus.export.report;

import org.jspecify.annotations.NullMarked;
