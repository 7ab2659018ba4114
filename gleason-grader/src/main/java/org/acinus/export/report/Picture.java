package org.acinus.export.report;

import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import org.acinus.export.PngFile;

/// A picture inside a page, so that the page is one file.
///
/// @param data the picture as a `data:` address
/// @param head its size, and how high the words above it are
record Picture(String data, PngFile.Head head) {

    /// Takes a PNG.
    ///
    /// @throws IOException where it is none
    static Picture png(byte[] bytes) throws IOException {
        try {
            return new Picture(
                    "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes), PngFile.head(bytes));
        } catch (IOException none) {
            throw new IOException("A picture in the slide's folder is none; run the slide again with --redraw", none);
        }
    }

    /// The picture as large as it fits into a box.
    ///
    /// @param wide of the box, in millimetres
    /// @param high of the box, in millimetres
    String fitted(double wide, double high, String words) {
        double scale = Math.min(wide / head.width(), high / head.height());
        return image(scale, words, "");
    }

    /// Likewise without the words above it, which the page around it says itself.
    String fittedWithoutWords(double wide, double high, String words) {
        return cropped(wide, high, head.height() - head.header(), words);
    }

    /// Likewise without the legend below it.
    String fittedWithoutLegend(double wide, double high, String words) {
        return cropped(wide, high, head.height() - head.header() - head.footer(), words);
    }

    private String cropped(double wide, double high, int shown, String words) {
        double scale = Math.min(wide / head.width(), high / shown);
        return String.format(
                Locale.ROOT,
                "<div style=\"width:%.1fmm;height:%.1fmm;overflow:hidden;margin:0 auto\">%s</div>",
                head.width() * scale,
                shown * scale,
                image(scale, words, String.format(Locale.ROOT, ";margin-top:-%.2fmm", head.header() * scale)));
    }

    private String image(double scale, String words, String style) {
        return String.format(
                Locale.ROOT,
                "<img src=\"%s\" alt=\"%s\" style=\"width:%.1fmm;height:%.1fmm%s\" />",
                data,
                Markup.escape(words),
                head.width() * scale,
                head.height() * scale,
                style);
    }
}
