package org.acinus.heatmap.drawing;

import java.awt.image.BufferedImage;

/// Tissue under the heat: its own pink and blue would mix with the heat's.
public final class GreyPicture {
    /// Share of the darkness that tissue keeps.
    private static final double CONTRAST = 0.75;

    private GreyPicture() {}

    /// A copy of a picture without colour, so that the only colour left is the heat.
    public static BufferedImage of(BufferedImage image) {
        BufferedImage grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                // Luma of ITU-R BT.601: what JPEG stores as brightness.
                double luma = 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
                int value = (int) Math.round(255 - CONTRAST * (255 - luma));
                grey.setRGB(x, y, value << 16 | value << 8 | value);
            }
        }
        return grey;
    }
}
