package org.acinus.tissue;

import org.acinus.tiling.TileFrame;

/// Which parts of a slide are tissue, or show anything else that is either there or not.
///
/// Immutable, thread-safe. One bit a pixel, so that the mask of a slide of 200,000 px a side is a few MB; coverage
/// counts the bits under a tile.
public final class TissueMask {
    private final int width;
    private final int height;
    private final double pixels0PerPixel;
    private final long[] bits;
    private final int rowWords;
    private final long count;

    /// Builds a mask.
    ///
    /// @param tissue one byte a pixel, row by row, anything but 0 is tissue; not kept
    /// @param width of the mask in pixels
    /// @param height of the mask in pixels
    /// @param pixels0PerPixel level-0 pixels per pixel of the mask
    public TissueMask(byte[] tissue, int width, int height, double pixels0PerPixel) {
        this(new Canvas(width, height, pixels0PerPixel).with(tissue));
    }

    private TissueMask(Canvas canvas) {
        this.width = canvas.width;
        this.height = canvas.height;
        this.pixels0PerPixel = canvas.pixels0PerPixel;
        this.bits = canvas.bits.clone();
        this.rowWords = canvas.rowWords;
        long set = 0;
        for (long word : bits) {
            set += Long.bitCount(word);
        }
        this.count = set;
    }

    /// A mask in the making. Threads may paint at once where no two of them paint pixels of the same 64 columns,
    /// counted from 0, of one row.
    public static final class Canvas {
        private final int width;
        private final int height;
        private final double pixels0PerPixel;
        private final int rowWords;
        private final long[] bits;

        /// An empty mask.
        ///
        /// @param width of the mask in pixels
        /// @param height of the mask in pixels
        /// @param pixels0PerPixel level-0 pixels per pixel of the mask
        public Canvas(int width, int height, double pixels0PerPixel) {
            if (width < 1 || height < 1 || !(pixels0PerPixel >= 1)) {
                throw new IllegalArgumentException(
                        "No mask has " + width + " x " + height + " pixels of " + pixels0PerPixel + " level-0 pixels");
            }
            this.width = width;
            this.height = height;
            this.pixels0PerPixel = pixels0PerPixel;
            this.rowWords = (width + 63) / 64;
            this.bits = new long[Math.multiplyExact(rowWords, height)];
        }

        private Canvas with(byte[] tissue) {
            if (tissue.length != Math.multiplyExact(width, height)) {
                throw new IllegalArgumentException(
                        tissue.length + " bytes are not a mask of " + width + " x " + height);
            }
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    if (tissue[y * width + x] != 0) {
                        paint(x, y);
                    }
                }
            }
            return this;
        }

        /// Width in mask pixels.
        public int width() {
            return width;
        }

        /// Height in mask pixels.
        public int height() {
            return height;
        }

        /// Makes a pixel tissue.
        public void paint(int x, int y) {
            bits[y * rowWords + (x >>> 6)] |= 1L << (x & 63);
        }

        /// The mask as painted so far.
        public TissueMask mask() {
            return new TissueMask(this);
        }
    }

    /// This mask, with every pixel tissue whose centre lies on an unreadable pixel of an overview.
    public TissueMask orUnreadable(Overview overview) {
        if (overview.unreadableShare() == 0) {
            return this;
        }
        Canvas both = new Canvas(width, height, pixels0PerPixel);
        double scale = pixels0PerPixel / overview.pixels0PerPixel();
        for (int y = 0; y < height; y++) {
            int overviewY = Math.min(overview.picture().height() - 1, (int) ((y + 0.5) * scale));
            for (int x = 0; x < width; x++) {
                int overviewX = Math.min(overview.picture().width() - 1, (int) ((x + 0.5) * scale));
                if (at(x, y) || overview.isUnreadable(overviewX, overviewY)) {
                    both.paint(x, y);
                }
            }
        }
        return both.mask();
    }

    /// Width in mask pixels.
    public int width() {
        return width;
    }

    /// Height in mask pixels.
    public int height() {
        return height;
    }

    /// Level-0 pixels per mask pixel.
    public double pixels0PerPixel() {
        return pixels0PerPixel;
    }

    /// Whether a mask pixel is tissue.
    public boolean at(int x, int y) {
        return (bits[y * rowWords + (x >>> 6)] >>> (x & 63) & 1) != 0;
    }

    /// Mask pixels that are tissue.
    public long count() {
        return count;
    }

    /// Share of the mask that is tissue, 0 to 1.
    public double share() {
        return count / ((double) width * height);
    }

    /// Whether any tissue lies in a rectangle of level-0 pixels.
    public boolean touches(double left0, double top0, double right0, double bottom0) {
        int left = Math.clamp((long) Math.floor(left0 / pixels0PerPixel), 0, width);
        int right = Math.clamp((long) Math.ceil(right0 / pixels0PerPixel), left, width);
        int top = Math.clamp((long) Math.floor(top0 / pixels0PerPixel), 0, height);
        int bottom = Math.clamp((long) Math.ceil(bottom0 / pixels0PerPixel), top, height);
        for (int y = top; y < bottom; y++) {
            if (countIn(y, left, right) > 0) {
                return true;
            }
        }
        return false;
    }

    /// Share of a tile's footprint that is tissue, 0 to 1, parts of pixels counted in part; what lies outside the
    /// slide is none.
    public double coverage(TileFrame tile) {
        double left = tile.x0() / pixels0PerPixel;
        double top = tile.y0() / pixels0PerPixel;
        double right = (tile.x0() + tile.width0()) / pixels0PerPixel;
        double bottom = (tile.y0() + tile.height0()) / pixels0PerPixel;
        int firstRow = (int) Math.clamp(Math.floor(top), 0.0, height);
        int endRow = (int) Math.clamp(Math.ceil(bottom), 0.0, height);
        double area = 0;
        for (int y = firstRow; y < endRow; y++) {
            double share = Math.min(y + 1, bottom) - Math.max(y, top);
            area += share * length(y, left, right);
        }
        return Math.clamp(area / ((right - left) * (bottom - top)), 0.0, 1.0);
    }

    /// Length of tissue in a row between two columns, in mask pixels.
    private double length(int y, double left, double right) {
        int first = (int) Math.clamp(Math.floor(left), 0.0, width);
        int end = (int) Math.clamp(Math.ceil(right), 0.0, width);
        if (end <= first) {
            return 0;
        }
        double length = countIn(y, first, end);
        if (at(first, y)) {
            length -= Math.max(0, left - first);
        }
        if (at(end - 1, y)) {
            length -= Math.max(0, end - right);
        }
        return length;
    }

    private int countIn(int y, int left, int right) {
        int set = 0;
        int x = left;
        while (x < right) {
            int end = Math.min(right, (x | 63) + 1);
            long word = bits[y * rowWords + (x >>> 6)] >>> (x & 63);
            int columns = end - x;
            set += Long.bitCount(columns == 64 ? word : word & ((1L << columns) - 1));
            x = end;
        }
        return set;
    }
}
