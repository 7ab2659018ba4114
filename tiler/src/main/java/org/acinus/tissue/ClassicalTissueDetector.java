package org.acinus.tissue;

import static org.bytedeco.opencv.global.opencv_core.bitwise_or;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_HEIGHT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_LEFT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_TOP;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_WIDTH;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_OTSU;
import static org.bytedeco.opencv.global.opencv_imgproc.medianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import java.lang.foreign.ValueLayout;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.metadata.PixelSpacing;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.IntRawIndexer;
import org.bytedeco.opencv.opencv_core.Mat;

/// Finds stained tissue by its colour: once glass is made white, glass, scanner background and grey borders are
/// grey, haematoxylin and eosin are not.
///
/// Chroma (greatest less least channel) is smoothed by a median and split by Otsu's threshold (Otsu 1979), held
/// between limits so that a blank slide does not have its noise split in two and dark tissue does not hide pale
/// tissue. Dark and grey parts without colour count where they lie in or at tissue: black ink and tissue that has
/// lost its colour, which would otherwise be passed over without a word. Specks and holes go by their area in µm².
/// Thread-safe.
public final class ClassicalTissueDetector implements TissueDetector {
    /// Two by two pixels of the coarsest level that most scanners store; the middle level makes it sharp.
    private static final double SPACING_MICRONS = 16;

    /// Less chroma than this is noise, shading and JPEG, whatever Otsu says.
    private static final int LEAST_CHROMA = 9;

    /// More chroma than this is tissue, whatever Otsu says.
    private static final int ENOUGH_CHROMA = 26;

    /// A pixel whose brightest channel is below this has no colour that could be trusted.
    private static final int BLACK = 40;

    /// A pixel whose brightest channel is below this is darker than glass and its shading.
    private static final int DARK = 200;

    /// A larger share of the slide than this is no ink but background.
    private static final double LARGEST_INK_SHARE = 0.2;

    private static final double SMALLEST_TISSUE_MICRONS2 = 50_000;
    private static final double LARGEST_FILLED_HOLE_MICRONS2 = 20_000;
    private static final double CLOSING_RADIUS_MICRONS = 24;
    private static final double OPENING_RADIUS_MICRONS = 12;

    @Override
    public String name() {
        return "classical/3";
    }

    @Override
    public double spacingMicrons() {
        return SPACING_MICRONS;
    }

    @Override
    public TissueMask detect(Overview overview, PixelSpacing spacing0) {
        int width = overview.picture().width();
        int height = overview.picture().height();
        double micronsPerPixel = spacing0.meanMicrons() * overview.pixels0PerPixel();
        double microns2PerPixel = micronsPerPixel * micronsPerPixel;
        Colours colours = Colours.of(overview.picture(), GlassColour.of(overview));
        byte[] tissue;
        try (PointerScope _ = new PointerScope()) {
            Mat mask = split(MaskShapes.of(colours.chroma(), width, height));
            addInk(mask, MaskShapes.of(colours.dark(), width, height), CLOSING_RADIUS_MICRONS / micronsPerPixel);
            MaskShapes.close(mask, CLOSING_RADIUS_MICRONS / micronsPerPixel);
            MaskShapes.open(mask, OPENING_RADIUS_MICRONS / micronsPerPixel);
            MaskShapes.dropSmall(mask, SMALLEST_TISSUE_MICRONS2 / microns2PerPixel);
            MaskShapes.fillHoles(mask, LARGEST_FILLED_HOLE_MICRONS2 / microns2PerPixel);
            tissue = MaskShapes.bytes(mask);
        }
        return new TissueMask(tissue, width, height, overview.pixels0PerPixel());
    }

    private static Mat split(Mat chroma) {
        Mat smooth = new Mat();
        medianBlur(chroma, smooth, 3);
        Mat mask = new Mat();
        double otsu = threshold(smooth, mask, 0, 255, THRESH_BINARY | THRESH_OTSU);
        threshold(smooth, mask, Math.clamp(otsu, LEAST_CHROMA, ENOUGH_CHROMA), 255, THRESH_BINARY);
        return mask;
    }

    /// Joins dark pieces that touch tissue, unless they reach the edge of the slide, as scanner background does, or
    /// are too large.
    private static void addInk(Mat tissue, Mat dark, double reach) {
        byte[] before = MaskShapes.bytes(tissue);
        int width = tissue.cols();
        int height = tissue.rows();
        double most = LARGEST_INK_SHARE * width * height;
        MaskShapes.keep(
                dark,
                (statistics, piece) -> statistics.get(piece, CC_STAT_AREA) <= most
                        && !reachesEdge(statistics, piece, width, height)
                        && hasTissue(before, width, height, Box.around(statistics, piece, (int) Math.ceil(reach))));
        bitwise_or(tissue, dark, tissue);
    }

    private static boolean reachesEdge(IntRawIndexer statistics, int piece, int width, int height) {
        int left = statistics.get(piece, CC_STAT_LEFT);
        int top = statistics.get(piece, CC_STAT_TOP);
        return left == 0
                || top == 0
                || left + statistics.get(piece, CC_STAT_WIDTH) == width
                || top + statistics.get(piece, CC_STAT_HEIGHT) == height;
    }

    private record Box(int left, int top, int right, int bottom) {
        static Box around(IntRawIndexer statistics, int piece, int margin) {
            int left = statistics.get(piece, CC_STAT_LEFT);
            int top = statistics.get(piece, CC_STAT_TOP);
            return new Box(
                    left - margin,
                    top - margin,
                    left + statistics.get(piece, CC_STAT_WIDTH) + margin,
                    top + statistics.get(piece, CC_STAT_HEIGHT) + margin);
        }
    }

    private static boolean hasTissue(byte[] tissue, int width, int height, Box box) {
        for (int y = Math.max(0, box.top()); y < Math.min(height, box.bottom()); y++) {
            for (int x = Math.max(0, box.left()); x < Math.min(width, box.right()); x++) {
                if (tissue[y * width + x] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Per-pixel colour facts of a picture whose glass was made white.
    ///
    /// @param chroma 0 to 255
    /// @param dark 255 where it is dark and without colour
    @SuppressWarnings("ArrayRecordComponent") // a private carrier that nobody compares
    private record Colours(byte[] chroma, byte[] dark) {

        static Colours of(RgbBuffer picture, GlassColour glass) {
            int[] reds = GlassColour.balanced(glass.red());
            int[] greens = GlassColour.balanced(glass.green());
            int[] blues = GlassColour.balanced(glass.blue());
            byte[] pixels = picture.pixels().toArray(ValueLayout.JAVA_BYTE);
            byte[] chroma = new byte[pixels.length / 3];
            byte[] dark = new byte[chroma.length];
            for (int i = 0; i < chroma.length; i++) {
                int red = reds[pixels[3 * i] & 255];
                int green = greens[pixels[3 * i + 1] & 255];
                int blue = blues[pixels[3 * i + 2] & 255];
                int greatest = Math.max(red, Math.max(green, blue));
                int difference = greatest - Math.min(red, Math.min(green, blue));
                chroma[i] = (byte) (greatest < BLACK ? 0 : difference);
                dark[i] = (byte) (greatest < DARK && difference < ENOUGH_CHROMA ? 255 : 0);
            }
            return new Colours(chroma, dark);
        }
    }
}
