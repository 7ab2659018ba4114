package org.acinus.export.report;

import java.io.IOException;
import org.acinus.export.PackNotice;

/// A page of A4 as XHTML with its style and pictures inside: browsers show it, [PdfPrinter] prints it.
public final class ReportPage {
    /// As 21 CFR 864.3750 has it of software that assists a pathologist: beside the pathologist, never instead.
    private static final String LIMITS =
            "Not a diagnosis. Made for research: a pathologist's own reading of the glass or"
                    + " the full slide decides. The model sees tiles of tissue and nothing of the patient.";

    private static final String STYLE = """
            @page { size: A4; margin: 10mm 12mm }
            body { font-family: Helvetica, Arial, 'Acinus', sans-serif; font-size: 9pt; color: #1a1a1a; margin: 0 auto;
              max-width: 186mm; line-height: 1.25 }
            @media screen { body { padding: 6mm 4mm } }
            h1 { font-size: 14pt; margin: 2mm 0 1mm 0; word-wrap: break-word }
            p { margin: 1mm 0 }
            table { border-collapse: collapse; width: 100%; margin: 0 0 2mm 0 }
            th { text-align: left; font-size: 9pt; border-bottom: 0.3mm solid #555; padding: 0.8mm 1mm 0.3mm 0 }
            td { padding: 0.3mm 1mm 0.3mm 0; vertical-align: top; word-wrap: break-word }
            td.name { color: #555 }
            td.unknown { color: #777; font-style: italic }
            td.column { width: 50%; padding-right: 5mm }
            table.fields { table-layout: fixed } col.names { width: 48mm }
            table.slides { table-layout: fixed }
            table.slides td, table.slides th { border-bottom: 0.1mm solid #bbb; padding-right: 2mm; font-size: 8pt }
            td.bar { width: 42mm } td.bar div { background: #0b5394; height: 3mm; line-height: 3mm; font-size: 1pt }
            td.number { text-align: right; width: 10mm }
            table.bars td.name { width: 14mm }
            .picture { text-align: center; margin: 1mm 0 2mm 0; font-size: 8pt }
            .head { border-bottom: 0.5mm solid #1a1a1a; font-size: 8pt }
            .head .right { text-align: right; font-weight: bold; padding-right: 0 }
            .demo { background: #b3261e; color: #fff; font-weight: bold; padding: 1.2mm 2mm; margin: 1mm 0 }
            .verdict { font-size: 13pt; font-weight: bold; padding: 1.2mm 2mm; border-left: 2mm solid #555;
              background: #f0f0f0; margin: 1mm 0 }
            .verdict.cancer { border-color: #b3261e } .verdict.benign { border-color: #2e7d32 }
            .verdict.needs_review { border-color: #e69500 } .why { margin: 0 0 2mm 4mm }
            .sheet { page-break-before: always; text-align: center } .sheet h1 { text-align: left }
            .foot { border-top: 0.3mm solid #555; font-size: 7.5pt; color: #333; padding-top: 1mm }
            """;

    private ReportPage() {}

    /// The page of a slide.
    ///
    /// @throws IOException where its heatmap is no picture
    public static String of(SlideSheet sheet) throws IOException {
        return page(
                "Slide report",
                sheet.title(),
                sheet.body(),
                sheet.appendix(),
                sheet.report().notice());
    }

    /// The page of a case.
    ///
    /// @throws IOException where a heatmap is no picture
    public static String of(CaseSheet sheet) throws IOException {
        PackNotice notice = sheet.slides().stream()
                .map(slide -> slide.sheet().report().notice())
                .filter(PackNotice::demo)
                .findFirst()
                .orElse(sheet.slides().getFirst().sheet().report().notice());
        return page("Case report", sheet.title(), sheet.body(), "", notice);
    }

    private static String page(String kind, String title, String body, String appendix, PackNotice notice) {
        String demo = notice.demoSentence()
                .map(words -> "<p class=\"demo\">" + Markup.escape(words) + "</p>\n")
                .orElse("");
        return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n"
                + "<meta charset=\"utf-8\" />\n<title>" + Markup.escape(title) + "</title>\n<style>\n" + STYLE
                + "</style>\n</head>\n<body>\n<table class=\"head\"><tr><td>Acinus · " + kind
                + "</td><td class=\"right\">" + Markup.escape(PackNotice.RESEARCH_USE) + "</td></tr></table>\n" + demo
                + body + "<p class=\"foot\">" + Markup.escape(PackNotice.RESEARCH_USE + " " + LIMITS) + " Model pack "
                + Markup.escape(notice.label() + ", licence " + notice.licence() + ".") + "</p>\n" + appendix
                + "</body>\n</html>\n";
    }
}
