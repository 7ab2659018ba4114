package org.acinus.tissue;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_OPEN;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_OTSU;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.medianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.acinus.wsi.PixelSpacing;
import org.acinus.wsi.RgbBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.javacpp.indexer.UByteRawIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Finds stained tissue by its colour: glass and scanner background are grey, haematoxylin and eosin are not.
///
/// Chroma (greatest less least channel) is smoothed by a median and split by Otsu's threshold (Otsu 1979), held
/// between
/// limits above the chroma of the glass, so that a blank slide does not have its noise split in two. Closing and
/// opening
/// follow, then specks and holes go by their area in µm². Thread-safe.
public final class SaturationTissueDetector implements TissueDetector {
    /// Less chroma than this above the glass is noise and JPEG, whatever Otsu says.
    private static final int LEAST_CHROMA_ABOVE_GLASS = 10;

    /// More chroma than this above the glass is tissue, whatever Otsu says: dark tissue must not hide pale
    /// tissue.
    private static final int ENOUGH_CHROMA_ABOVE_GLASS = 28;

    /// A pixel whose brightest channel is below this is scanner background or a coverslip's edge.
    private static final int BLACK = 40;

    private static final double SMALLEST_TISSUE_MICRONS2 = 50_000;
    private static final double LARGEST_FILLED_HOLE_MICRONS2 = 20_000;
    private static final double CLOSING_RADIUS_MICRONS = 24;
    private static final double OPENING_RADIUS_MICRONS = 12;

    @Override
    public String name() {
        return "saturation/1";
    }

    @Override
    public double spacingMicrons() {
        return Overview.TISSUE_SPACING_MICRONS;
    }

    @Override
    public TissueMask detect(Overview overview, PixelSpacing spacing0) {
        RgbBuffer picture = overview.picture();
        Colours colours = Colours.of(picture);
        double micronsPerPixel = spacing0.meanMicrons() * overview.pixels0PerPixel();
        byte[] tissue;
        try (PointerScope _ = new PointerScope()) {
            Mat mask = split(colours, picture.width(), picture.height());
            morphology(mask, MORPH_CLOSE, CLOSING_RADIUS_MICRONS / micronsPerPixel);
            morphology(mask, MORPH_OPEN, OPENING_RADIUS_MICRONS / micronsPerPixel);
            dropSmall(mask, 255, SMALLEST_TISSUE_MICRONS2 / (micronsPerPixel * micronsPerPixel));
            dropSmall(mask, 0, LARGEST_FILLED_HOLE_MICRONS2 / (micronsPerPixel * micronsPerPixel));
            tissue = new byte[Math.toIntExact(mask.total())];
            mask.data().get(tissue);
        }
        return new TissueMask(tissue, picture.width(), picture.height(), overview.pixels0PerPixel());
    }

    private static Mat split(Colours colours, int width, int height) {
        Mat chroma = new Mat(height, width, CV_8UC1);
        chroma.data().put(colours.chroma());
        Mat smooth = new Mat();
        medianBlur(chroma, smooth, 3);
        Mat mask = new Mat();
        double otsu = threshold(smooth, mask, 0, 255, THRESH_BINARY | THRESH_OTSU);
        int glass = colours.glassChroma();
        double limit = Math.clamp(otsu, glass + LEAST_CHROMA_ABOVE_GLASS, (double) glass + ENOUGH_CHROMA_ABOVE_GLASS);
        threshold(smooth, mask, limit, 255, THRESH_BINARY);
        return mask;
    }

    private static void morphology(Mat mask, int operation, double radiusPixels) {
        int side = 2 * (int) Math.round(radiusPixels) + 1;
        if (side > 1) {
            morphologyEx(mask, mask, operation, getStructuringElement(MORPH_ELLIPSE, new Size(side, side)));
        }
    }

    /// Turns connected regions of one value that are smaller than an area into the other value.
    private static void dropSmall(Mat mask, int value, double leastPixels) {
        Mat regions = new Mat();
        Mat selected = new Mat();
        // Only 0 and 255 occur, so selecting the zeros is inverting.
        threshold(mask, selected, 127, 255, value == 255 ? THRESH_BINARY : THRESH_BINARY | 1);
        Mat statistics = new Mat();
        int count = connectedComponentsWithStats(selected, regions, statistics, new Mat(), 8, CV_32S);
        boolean[] small = new boolean[count];
        try (IntIndexer areas = statistics.createIndexer();
                IntIndexer labels = regions.createIndexer();
                UByteRawIndexer pixels = mask.createIndexer()) {
            for (int region = 1; region < count; region++) {
                small[region] = areas.get(region, CC_STAT_AREA) < leastPixels;
            }
            for (int y = 0; y < mask.rows(); y++) {
                for (int x = 0; x < mask.cols(); x++) {
                    if (small[labels.get(y, x)]) {
                        pixels.put(y, x, 255 - value);
                    }
                }
            }
        }
    }

    /// Per-pixel colour facts of a picture.
    ///
    /// @param glassChroma chroma of the brightest twentieth of the picture that is not black, which on a slide
    ///     is glass
    @SuppressWarnings("ArrayRecordComponent") // a private carrier that nobody compares
    private record Colours(byte[] chroma, int glassChroma) {

        static Colours of(RgbBuffer picture) {
            int pixels = picture.width() * picture.height();
            byte[] chroma = new byte[pixels];
            byte[] least = new byte[pixels];
            int[] brightness = new int[256];
            for (int i = 0; i < pixels; i++) {
                long at = (long) RgbBuffer.BYTES_PER_PIXEL * i;
                int red = picture.pixels().get(ValueLayout.JAVA_BYTE, at) & 255;
                int green = picture.pixels().get(ValueLayout.JAVA_BYTE, at + 1) & 255;
                int blue = picture.pixels().get(ValueLayout.JAVA_BYTE, at + 2) & 255;
                int greatest = Math.max(red, Math.max(green, blue));
                int smallest = Math.min(red, Math.min(green, blue));
                chroma[i] = (byte) (greatest < BLACK ? 0 : greatest - smallest);
                least[i] = (byte) smallest;
                brightness[smallest]++;
            }
            return new Colours(chroma, glassChroma(chroma, least, brightness));
        }

        private static int glassChroma(byte[] chroma, byte[] least, int[] brightness) {
            int bright = 255;
            long counted = brightness[255];
            while (bright > 0 && counted < least.length / 20) {
                bright--;
                counted += brightness[bright];
            }
            int[] values = new int[least.length];
            int count = 0;
            for (int i = 0; i < least.length; i++) {
                if ((least[i] & 255) >= bright) {
                    values[count++] = chroma[i] & 255;
                }
            }
            Arrays.sort(values, 0, count);
            return values[count / 2];
        }
    }
}
