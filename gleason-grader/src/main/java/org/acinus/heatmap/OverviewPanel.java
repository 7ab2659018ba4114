package org.acinus.heatmap;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.acinus.tissue.Overview;
import org.acinus.wsi.RgbBuffer;

/// The overview at the size at which it is shown.
final class OverviewPanel {
    private OverviewPanel() {}

    /// Scales the crop: averaged by area where it shrinks, repeated where it grows.
    ///
    /// Where the slide does not decode the panel is hatched: white would look like glass.
    static BufferedImage scaled(Crop crop, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Rectangle area = crop.area();
        for (int y = 0; y < height; y++) {
            int top = area.y + edge(y, area.height, height);
            int bottom = Math.max(top + 1, area.y + edge(y + 1, area.height, height));
            for (int x = 0; x < width; x++) {
                int left = area.x + edge(x, area.width, width);
                int right = Math.max(left + 1, area.x + edge(x + 1, area.width, width));
                Rectangle source = new Rectangle(left, top, right - left, bottom - top);
                image.setRGB(x, y, mean(crop.overview().picture(), source));
            }
        }
        hatchUnreadable(image, crop);
        return image;
    }

    private static int edge(int index, int from, int to) {
        return (int) ((long) index * from / to);
    }

    private static int mean(RgbBuffer picture, Rectangle area) {
        MemorySegment pixels = picture.pixels();
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = area.y; y < area.y + area.height; y++) {
            long at = RgbBuffer.byteSize(picture.width(), y) + (long) RgbBuffer.BYTES_PER_PIXEL * area.x;
            for (int x = 0; x < area.width; x++) {
                red += Byte.toUnsignedInt(pixels.get(ValueLayout.JAVA_BYTE, at));
                green += Byte.toUnsignedInt(pixels.get(ValueLayout.JAVA_BYTE, at + 1));
                blue += Byte.toUnsignedInt(pixels.get(ValueLayout.JAVA_BYTE, at + 2));
                at += RgbBuffer.BYTES_PER_PIXEL;
            }
        }
        long count = (long) area.width * area.height;
        return (int) (red / count) << 16 | (int) (green / count) << 8 | (int) (blue / count);
    }

    private static void hatchUnreadable(BufferedImage image, Crop crop) {
        Overview overview = crop.overview();
        if (overview.unreadableShare() == 0) {
            return;
        }
        Rectangle area = crop.area();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int sourceX = area.x + edge(x, area.width, image.getWidth());
                int sourceY = area.y + edge(y, area.height, image.getHeight());
                if (overview.isUnreadable(sourceX, sourceY)) {
                    image.setRGB(x, y, Hatching.UNREADABLE.rgbOnWhite(x, y));
                }
            }
        }
    }
}
