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
    /// @param out neither closed nor flushed here
    /// @throws IOException where `out` does, or the page cannot be laid out
    public static void print(String page, OutputStream out) throws IOException {
        XRLog.setLoggingEnabled(false);
        new PdfRendererBuilder()
                .useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null)
                .withHtmlContent(page, null)
                .toStream(out)
                .run();
    }
}
