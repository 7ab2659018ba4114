package org.acinus.tiling;

import org.acinus.wsi.metadata.PyramidLevel;

/// Where a grid's tiles lie along one axis, in level-0 pixels.
sealed interface TileAxis {
    /// Tiles along the axis.
    int count();

    /// Where a tile starts, whole level-0 pixels.
    ///
    /// @param index 0 to below [#count]
    long origin0(int index);

    /// Footprint of every tile.
    double length0();

    /// Tiles at equal distances from the slide's edge on, but for those that the edge policy moves or leaves out.
    ///
    /// @param pixels0 the slide's length
    /// @param scale level-0 pixels per tile pixel
    /// @param levelPixels length of the level that is read
    static TileAxis lattice(TilingSpec spec, long pixels0, double scale, PyramidLevel level, long levelPixels) {
        double stride0 = (spec.tilePixels() - spec.overlapPixels()) * scale;
        double length0 = spec.tilePixels() * scale;
        long most0 = lastInside(pixels0, length0, level, levelPixels);
        double beyondFirst = (pixels0 - length0) / stride0;
        double tiles = switch (spec.edges()) {
            case PAD, SHIFT -> Math.max(0, Math.ceil(beyondFirst - SLIVER)) + 1;
            case DROP -> beyondFirst < -SLIVER ? 0 : Math.floor(beyondFirst + SLIVER) + 1;
        };
        if (tiles > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Tiles of " + spec.tilePixels() + " px are too small for this slide");
        }
        int count = (int) tiles;
        if (spec.edges() != EdgePolicy.SHIFT) {
            return new Lattice(count, stride0, length0, Long.MAX_VALUE);
        }
        // Where less than a pixel was missing, the last tile would move to where the one before it is.
        boolean twice = count > 1 && Lattice.whole((count - 2) * stride0) >= most0;
        return new Lattice(twice ? count - 1 : count, stride0, length0, most0);
    }

    /// Part of a tile that double precision may invent or lose and that holds no pixel.
    double SLIVER = 1e-6;

    /// Likewise, part of a pixel.
    double PIXEL_SLIVER = 1e-9;

    /// The last place of a tile that ends inside the slide, both as it is described and as the level is read.
    private static long lastInside(long pixels0, double length0, PyramidLevel level, long levelPixels) {
        long read = (long) Math.ceil(length0 / level.downsample() - PIXEL_SLIVER);
        long byLevel = level.originOf(levelPixels - read);
        return Math.max(0, Math.min(byLevel, (long) Math.floor(pixels0 - length0 + PIXEL_SLIVER)));
    }

    /// Tiles about the middles of another axis's tiles.
    static TileAxis about(TileAxis lead, double length0) {
        return new Centred(lead, length0, (long) Math.floor((lead.length0() - length0) / 2 + 0.5));
    }

    /// Equal distances.
    ///
    /// @param most0 beyond which no tile starts
    record Lattice(int count, double stride0, double length0, long most0) implements TileAxis {
        /// Share by which a product of doubles can miss a whole number.
        private static final double ROUNDING = 0x1p-50;

        @Override
        public long origin0(int index) {
            return Math.min(whole(index * stride0), most0);
        }

        /// The whole part of a product, where 767.9999999999999 is 768: a spacing of 0.3 over one of 0.1 is 3.
        static long whole(double product) {
            double nearest = Math.rint(product);
            return (long) (Math.abs(product - nearest) <= product * ROUNDING ? nearest : Math.floor(product));
        }
    }

    /// The same middles, to half a pixel.
    ///
    /// @param offset0 from the start of each of the other tiles, the same for all: no rounding depends on the place
    record Centred(TileAxis lead, double length0, long offset0) implements TileAxis {
        @Override
        public int count() {
            return lead.count();
        }

        @Override
        public long origin0(int index) {
            return lead.origin0(index) + offset0;
        }
    }
}
