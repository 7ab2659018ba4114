package org.acinus.export.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;

/// A picture inside a page, so that the page is one file.
///
/// @param data the picture as a `data:` address
/// @param width in pixels
/// @param height in pixels
record Picture(String data, int width, int height) {

    /// Takes a PNG.
    ///
    /// @throws IOException where it is none
    static Picture png(byte[] bytes) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        if (image == null) {
            throw new IOException("The heatmap is no picture; run the slide again with --force");
        }
        String data = "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
        return new Picture(data, image.getWidth(), image.getHeight());
    }

    /// The picture as large as it fits into a box.
    ///
    /// @param wide of the box, in millimetres
    /// @param high of the box, in millimetres
    String fitted(double wide, double high, String words) {
        double scale = Math.min(wide / width, high / height);
        return String.format(
                Locale.ROOT,
                "<img src=\"%s\" alt=\"%s\" style=\"width:%.1fmm;height:%.1fmm\" />",
                data,
                Markup.escape(words),
                width * scale,
                height * scale);
    }
}
