package org.acinus.wsi.group;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.StoredTile;
import org.acinus.wsi.StoredTiles;
import org.acinus.wsi.TileLayout;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;

/// A slide with more levels than its file has: between the stored ones lie levels whose tiles are decoded to
/// a half, a quarter or an eighth of their width by leaving out the finest frequencies, instead of decoded in
/// full and averaged.
///
/// Faster, and not the same pixels: so the reader's name, which goes with every result, says it. Thread-safe;
/// closing it closes the slide beneath.
public final class ReducedSlide implements Slide {
    /// What is added to the reader's name.
    public static final String MARK = "/fast-downsample";

    private static final int[] DIVISORS = {2, 4, 8};

    /// A level this much finer than a stored one, or coarser, is not worth having.
    private static final double NEAREST = 1.1;

    private final Slide slide;
    private final StoredTiles tiles;
    private final List<Origin> origins;
    private final SlideMetadata metadata;

    private ReducedSlide(Slide slide, StoredTiles tiles, List<Origin> origins) {
        this.slide = slide;
        this.tiles = tiles;
        this.origins = List.copyOf(origins);
        List<PyramidLevel> levels = new ArrayList<>();
        for (Origin origin : origins) {
            levels.add(origin.as(levels.size()));
        }
        this.metadata = slide.metadata().withLevels(slide.metadata().reader() + MARK, levels);
    }

    /// The slide with its levels between; the slide itself where its reader can make none.
    ///
    /// @param slide belongs to the result
    public static Slide of(Slide slide) {
        if (slide.storedTiles().isEmpty()) {
            return slide;
        }
        StoredTiles tiles = slide.storedTiles().get();
        List<Origin> origins = origins(slide.metadata().levels(), tiles);
        return origins.size() == slide.metadata().levels().size() ? slide : new ReducedSlide(slide, tiles, origins);
    }

    private static List<Origin> origins(List<PyramidLevel> stored, StoredTiles tiles) {
        List<Origin> origins = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            PyramidLevel level = stored.get(i);
            origins.add(new Origin(level, 1));
            double next = i + 1 < stored.size() ? stored.get(i + 1).downsample() : Double.MAX_VALUE;
            for (int divisor : DIVISORS) {
                boolean between = level.downsample() * divisor * NEAREST < next;
                boolean sizeable = level.width() >= divisor && level.height() >= divisor;
                if (between && sizeable && tiles.reduces(i, divisor)) {
                    origins.add(new Origin(level, divisor));
                }
            }
        }
        return origins;
    }

    /// Where a level comes from.
    ///
    /// @param divisor 1 for a stored level
    private record Origin(PyramidLevel stored, int divisor) {
        /// Pixels at the right and lower edge that are not whole are left out: part of them would be the
        /// padding of stored tiles.
        PyramidLevel as(int index) {
            return new PyramidLevel(
                    index, stored.width() / divisor, stored.height() / divisor, stored.downsample() * divisor);
        }
    }

    @Override
    public SlideMetadata metadata() {
        return metadata;
    }

    @Override
    public boolean outlivesFailures() {
        return slide.outlivesFailures();
    }

    @Override
    public Optional<byte[]> iccProfile() {
        return slide.iccProfile();
    }

    @Override
    public Optional<StoredTiles> storedTiles() {
        return Optional.of(new ReducedTiles());
    }

    @Override
    public void read(Region region, RgbBuffer into) {
        try (RegionGroup alone = RegionGroup.of(this, List.of(region))) {
            alone.read(0, into);
        }
    }

    @Override
    public void close() {
        slide.close();
    }

    /// The stored tiles, seen from the levels that they are decoded for.
    private final class ReducedTiles implements StoredTiles {
        @Override
        public TileLayout layout(int level) {
            Origin origin = origins.get(level);
            TileLayout layout = tiles.layout(origin.stored().index());
            return new TileLayout(
                    layout.tileWidth() / origin.divisor(),
                    layout.tileHeight() / origin.divisor(),
                    layout.columns(),
                    layout.rows());
        }

        private StoredTile stored(StoredTile tile) {
            return new StoredTile(origins.get(tile.level()).stored().index(), tile.column(), tile.row());
        }

        @Override
        public int backgroundRgb() {
            return tiles.backgroundRgb();
        }

        @Override
        public long position(StoredTile tile) {
            return tiles.position(stored(tile));
        }

        @Override
        public void decode(StoredTile tile, MemorySegment into, int strideBytes) {
            int divisor = origins.get(tile.level()).divisor();
            if (divisor == 1) {
                tiles.decode(stored(tile), into, strideBytes);
            } else {
                tiles.decodeReduced(stored(tile), divisor, into, strideBytes);
            }
        }

        /// What there is to reduce is a level already.
        @Override
        public boolean reduces(int level, int divisor) {
            return false;
        }

        @Override
        public void decodeReduced(StoredTile tile, int divisor, MemorySegment into, int strideBytes) {
            throw new IllegalArgumentException("The tiles of " + tile + " cannot be reduced further");
        }

        @Override
        public Optional<JpegTile> jpeg(StoredTile tile) {
            return origins.get(tile.level()).divisor() == 1 ? tiles.jpeg(stored(tile)) : Optional.empty();
        }
    }
}
