package org.acinus.export.report;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.OutputStream;

/// Prints pages of [ReportPage] as PDF. Nothing is fetched from anywhere. Thread-safe.
public final class PdfPrinter {
    private PdfPrinter() {}

    /// Prints one page.
    ///
    /// What the fonts of every PDF reader lack is taken from [FallbackFont]; what that lacks too is shown as its
    /// number in Unicode, and the page says so.
    ///
    /// @param out neither closed nor flushed here
    /// @throws IOException where `out` does, or the page cannot be laid out
    public static void print(String page, OutputStream out) throws IOException {
        XRLog.setLoggingEnabled(false);
        new PdfRendererBuilder()
                .useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null)
                .useFont(FallbackFont::open, FallbackFont.FAMILY)
                .withHtmlContent(FallbackFont.load().legible(page), null)
                .toStream(out)
                .run();
    }
}
