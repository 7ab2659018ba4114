package org.acinus.wsi.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.acinus.wsi.PixelBox;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.StoredTile;
import org.acinus.wsi.StoredTiles;
import org.acinus.wsi.TileLayout;
import org.acinus.wsi.direct.layout.Pyramid;
import org.acinus.wsi.jpeg.JpegScale;
import org.acinus.wsi.jpeg.RgbWindow;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;

/// A slide read from its stored tiles. A region is put together from the tiles that it touches: a tile that lies
/// wholly inside is decoded in its place, of others the part that is wanted is copied.
///
/// Thread-safe. The background is white, as OpenSlide's is for these formats.
final class DirectSlide implements Slide {
    private static final byte WHITE = (byte) 0xFF;

    private final SlideFile file;
    private final SlideMetadata metadata;
    private final Optional<byte[]> icc;
    private final Workbenches benches;
    private final DirectTiles tiles;

    /// Reads from an open file.
    ///
    /// @param file closed with the slide
    /// @param icc colour profile of level 0
    DirectSlide(SlideFile file, Pyramid pyramid, SlideMetadata metadata, Optional<byte[]> icc) {
        this.file = file;
        this.metadata = metadata;
        this.icc = icc;
        this.benches = new Workbenches(file);
        this.tiles = new DirectTiles(file, pyramid.images(), benches);
    }

    @Override
    public SlideMetadata metadata() {
        return metadata;
    }

    @Override
    public boolean outlivesFailures() {
        return true;
    }

    @Override
    public Optional<byte[]> iccProfile() {
        return icc.map(byte[]::clone);
    }

    @Override
    public Optional<StoredTiles> storedTiles() {
        return Optional.of(tiles);
    }

    @Override
    public void read(Region region, RgbBuffer into) {
        if (into.width() != region.width() || into.height() != region.height()) {
            throw new IllegalArgumentException("A region of " + region.width() + " x " + region.height()
                    + " px does not go into a buffer of " + into.width() + " x " + into.height());
        }
        PyramidLevel level = metadata.levels().get(region.level());
        PixelBox wanted = PixelBox.of(region, level);
        PixelBox there = wanted.and(PixelBox.of(level));
        Workbench bench = benches.take();
        try {
            if (!there.equals(wanted)) {
                into.pixels()
                        .asSlice(0, RgbBuffer.byteSize(into.width(), into.height()))
                        .fill(WHITE);
            }
            if (!there.isEmpty()) {
                new Reading(region.level(), wanted, there, into, bench).run();
            }
        } finally {
            benches.giveBack(bench);
        }
    }

    /// One region on its way into its buffer: what the buffer shows, and the part of it that lies inside the
    /// level.
    private final class Reading {
        private final int level;
        private final PixelBox wanted;
        private final PixelBox there;
        private final RgbBuffer into;
        private final Workbench bench;
        private final TileLayout layout;

        Reading(int level, PixelBox wanted, PixelBox there, RgbBuffer into, Workbench bench) {
            this.level = level;
            this.wanted = wanted;
            this.there = there;
            this.into = into;
            this.bench = bench;
            this.layout = tiles.layout(level);
        }

        void run() {
            int lastRow = (int) ((there.bottom() - 1) / layout.tileHeight());
            int lastColumn = (int) ((there.right() - 1) / layout.tileWidth());
            for (int row = (int) (there.top() / layout.tileHeight()); row <= lastRow; row++) {
                for (int column = (int) (there.left() / layout.tileWidth()); column <= lastColumn; column++) {
                    readTile(new StoredTile(level, column, row));
                }
            }
        }

        private void readTile(StoredTile tile) {
            long left = (long) tile.column() * layout.tileWidth();
            long top = (long) tile.row() * layout.tileHeight();
            PixelBox whole = new PixelBox(left, top, left + layout.tileWidth(), top + layout.tileHeight());
            PixelBox part = whole.and(there);
            int stride = Math.toIntExact(RgbBuffer.byteSize(into.width(), 1));
            MemorySegment target =
                    into.pixels().asSlice(offset(part.left() - wanted.left(), part.top() - wanted.top(), stride));
            if (part.equals(whole)) {
                tiles.decode(tile, JpegScale.FULL, window(target, stride), bench);
                return;
            }
            int tileStride = (int) RgbBuffer.byteSize(layout.tileWidth(), 1);
            MemorySegment decoded = bench.tile(layout.tileBytes());
            tiles.decode(tile, JpegScale.FULL, window(decoded, tileStride), bench);
            long from = offset(part.left() - left, part.top() - top, tileStride);
            long rowBytes = RgbBuffer.BYTES_PER_PIXEL * part.width();
            for (long row = 0; row < part.height(); row++) {
                MemorySegment.copy(decoded, from + row * tileStride, target, row * stride, rowBytes);
            }
        }

        private RgbWindow window(MemorySegment pixels, int stride) {
            return new RgbWindow(pixels, layout.tileWidth(), layout.tileHeight(), stride);
        }

        private static long offset(long x, long y, int stride) {
            return y * stride + RgbBuffer.BYTES_PER_PIXEL * x;
        }
    }

    @Override
    public void close() {
        benches.close();
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(file.name() + " cannot be closed: " + failure.getMessage(), failure);
        }
    }
}
