package org.acinus.tissue;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.bitwise_and;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_DILATE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_OPEN;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponents;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;

import java.nio.IntBuffer;
import org.bytedeco.javacpp.indexer.IntRawIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Shapes of masks of one byte a pixel, 0 or 255: what is closed, opened, too small to count.
///
/// Matrices are made in the caller's [org.bytedeco.javacpp.PointerScope] and freed with it. Lengths and areas are
/// in pixels of the mask; who knows µm converts.
public final class MaskShapes {
    private MaskShapes() {}

    /// A mask from bytes.
    ///
    /// @param pixels row by row, copied
    public static Mat of(byte[] pixels, int width, int height) {
        Mat mask = new Mat(height, width, CV_8UC1);
        mask.data().put(pixels, 0, Math.multiplyExact(width, height));
        return mask;
    }

    /// The bytes of a mask, row by row.
    public static byte[] bytes(Mat mask) {
        byte[] pixels = new byte[Math.toIntExact(mask.total())];
        mask.data().get(pixels);
        return pixels;
    }

    /// Closes gaps narrower than twice the radius.
    public static void close(Mat mask, double radius) {
        apply(mask, MORPH_CLOSE, radius);
    }

    /// Removes what is narrower than twice the radius.
    public static void open(Mat mask, double radius) {
        apply(mask, MORPH_OPEN, radius);
    }

    /// Keeps only what is narrower than twice the radius.
    public static void dropOpened(Mat mask, double radius) {
        Mat wide = mask.clone();
        open(wide, radius);
        // Opening takes corners off; a little more than what is wide goes with it.
        widen(wide, radius / 2);
        bitwise_not(wide, wide);
        bitwise_and(mask, wide, mask);
    }

    /// Widens by the radius.
    public static void widen(Mat mask, double radius) {
        apply(mask, MORPH_DILATE, radius);
    }

    private static void apply(Mat mask, int operation, double radius) {
        int side = 2 * (int) Math.round(radius) + 1;
        if (side > 1) {
            morphologyEx(mask, mask, operation, getStructuringElement(MORPH_ELLIPSE, new Size(side, side)));
        }
    }

    /// Removes connected pieces of less than an area.
    public static void dropSmall(Mat mask, double leastPixels) {
        Mat labels = new Mat();
        // Counting here takes a fraction of what OpenCV's statistics take, which are more than areas.
        int count = connectedComponents(mask, labels, 8, CV_32S);
        long[] areas = new long[count];
        int[] row = new int[mask.cols()];
        IntBuffer all = labels.createBuffer();
        for (int y = 0; y < mask.rows(); y++) {
            all.get(y * row.length, row);
            for (int label : row) {
                areas[label]++;
            }
        }
        boolean[] dropped = new boolean[count];
        boolean any = false;
        for (int piece = 1; piece < count; piece++) {
            dropped[piece] = areas[piece] < leastPixels;
            any |= dropped[piece];
        }
        if (any) {
            clear(mask, labels, dropped);
        }
    }

    /// Fills holes of up to an area. Who passes a part of a larger mask passes its surroundings too: a hole that
    /// reaches the edge is taken for what of it is seen.
    public static void fillHoles(Mat mask, double mostPixels) {
        bitwise_not(mask, mask);
        dropSmall(mask, Math.nextUp(mostPixels));
        bitwise_not(mask, mask);
    }

    /// Says which connected pieces stay.
    @FunctionalInterface
    public interface Choice {
        /// Whether a piece stays.
        ///
        /// @param statistics of all pieces, one row a piece (`CC_STAT_…` of OpenCV)
        /// @param piece its row
        boolean keeps(IntRawIndexer statistics, int piece);
    }

    /// Removes connected pieces by their bounding box and area.
    public static void keep(Mat mask, Choice choice) {
        Mat labels = new Mat();
        Mat statistics = new Mat();
        int count = connectedComponentsWithStats(mask, labels, statistics, new Mat(), 8, CV_32S);
        boolean[] dropped = new boolean[count];
        boolean any = false;
        try (IntRawIndexer rows = statistics.createIndexer()) {
            for (int piece = 1; piece < count; piece++) {
                dropped[piece] = !choice.keeps(rows, piece);
                any |= dropped[piece];
            }
        }
        if (any) {
            clear(mask, labels, dropped);
        }
    }

    private static void clear(Mat mask, Mat labels, boolean[] dropped) {
        int width = mask.cols();
        byte[] pixels = bytes(mask);
        int[] row = new int[width];
        IntBuffer all = labels.createBuffer();
        for (int y = 0; y < mask.rows(); y++) {
            all.get(y * width, row);
            for (int x = 0; x < width; x++) {
                if (dropped[row[x]]) {
                    pixels[y * width + x] = 0;
                }
            }
        }
        mask.data().put(pixels);
    }
}
