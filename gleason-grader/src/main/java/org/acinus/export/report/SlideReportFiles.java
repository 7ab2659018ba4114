package org.acinus.export.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.acinus.export.AtomicFile;
import org.acinus.export.SlideReport;
import org.acinus.export.similar.SimilarPngWriter;

/// The page's files in a slide's result folder.
public final class SlideReportFiles {
    /// The page for browsers.
    public static final String HTML = "report.html";

    /// The page for printers.
    public static final String PDF = "report.pdf";

    private static final String HEATMAP = "heatmap.png";

    private SlideReportFiles() {}

    /// What a slide's page says, with the pictures of its folder.
    ///
    /// @throws IOException where a picture is there and cannot be read
    public static SlideSheet sheet(Path folder, SlideReport report) throws IOException {
        return new SlideSheet(report, picture(folder.resolve(HEATMAP)), picture(folder.resolve(SimilarPngWriter.FILE)));
    }

    private static Optional<byte[]> picture(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /// Writes `report.html`, and `report.pdf` where it is wanted.
    ///
    /// @param folder that holds the slide's other files already
    /// @throws IOException where one cannot be written
    public static void write(Path folder, SlideReport report, boolean pdf) throws IOException {
        String page = ReportPage.of(sheet(folder, report));
        writePage(page, folder.resolve(HTML), folder.resolve(PDF), pdf);
    }

    /// Writes a page as HTML, and as PDF where it is wanted; a PDF of an earlier page is removed where not.
    ///
    /// @throws IOException where one cannot be written
    public static void writePage(String page, Path html, Path pdf, boolean wanted) throws IOException {
        AtomicFile.write(html, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
        if (wanted) {
            AtomicFile.write(pdf, out -> PdfPrinter.print(page, out));
        } else {
            Files.deleteIfExists(pdf);
        }
    }
}
