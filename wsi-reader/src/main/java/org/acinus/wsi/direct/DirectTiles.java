package org.acinus.wsi.direct;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.StoredTile;
import org.acinus.wsi.StoredTiles;
import org.acinus.wsi.TileLayout;
import org.acinus.wsi.UnreachableSlideException;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.direct.layout.StoredImage;
import org.acinus.wsi.direct.layout.TileCoding;
import org.acinus.wsi.jpeg.JpegScale;
import org.acinus.wsi.jpeg.RgbWindow;
import org.acinus.wsi.jpeg.StoredColour;
import org.acinus.wsi.tiff.TileTable;
import org.jspecify.annotations.Nullable;

/// The tiles of a slide that is read directly. A tile that does not decode spoils nothing but itself. Thread-
/// safe.
final class DirectTiles implements StoredTiles {
    private static final byte WHITE = (byte) 0xFF;

    private final SlideFile file;
    private final List<StoredImage> images;
    private final Workbenches benches;

    /// Reads from an open file.
    ///
    /// @param images finest first
    /// @param benches of this file; closed by their owner
    DirectTiles(SlideFile file, List<StoredImage> images, Workbenches benches) {
        this.file = file;
        this.images = List.copyOf(images);
        this.benches = benches;
    }

    @Override
    public TileLayout layout(int level) {
        return images.get(level).layout();
    }

    @Override
    public long position(StoredTile tile) {
        return images.get(tile.level()).table().offset(index(tile));
    }

    @Override
    public void decode(StoredTile tile, MemorySegment into, int strideBytes) {
        TileLayout layout = layout(tile.level());
        decode(tile, JpegScale.FULL, new RgbWindow(into, layout.tileWidth(), layout.tileHeight(), strideBytes));
    }

    @Override
    public boolean reduces(int level, int divisor) {
        TileLayout layout = layout(level);
        return images.get(level).coding() instanceof TileCoding.Jpeg
                && layout.tileWidth() % divisor == 0
                && layout.tileHeight() % divisor == 0;
    }

    @Override
    public void decodeReduced(StoredTile tile, int divisor, MemorySegment into, int strideBytes) {
        if (!reduces(tile.level(), divisor)) {
            throw new IllegalArgumentException(
                    "The tiles of level " + tile.level() + " cannot be decoded at 1/" + divisor);
        }
        TileLayout layout = layout(tile.level());
        RgbWindow window =
                new RgbWindow(into, layout.tileWidth() / divisor, layout.tileHeight() / divisor, strideBytes);
        decode(tile, scale(divisor), window);
    }

    private static JpegScale scale(int divisor) {
        for (JpegScale scale : JpegScale.values()) {
            if (scale.divisor() == divisor) {
                return scale;
            }
        }
        throw new IllegalArgumentException("JPEG cannot be decoded at 1/" + divisor);
    }

    private void decode(StoredTile tile, JpegScale scale, RgbWindow into) {
        Workbench bench = benches.take();
        try {
            decode(tile, scale, into, bench);
        } finally {
            benches.giveBack(bench);
        }
    }

    /// Decodes on a bench that the caller holds.
    void decode(StoredTile tile, JpegScale scale, RgbWindow into, Workbench bench) {
        StoredImage image = images.get(tile.level());
        int index = index(tile);
        if (image.table().isLeftOut(index)) {
            fill(into);
            return;
        }
        requireStored(tile, image.table(), index);
        try {
            bench.decode(image, index, scale, into);
        } catch (TileException broken) {
            throw unreadable(tile, broken.getMessage());
        } catch (IOException failure) {
            throw failed(tile, failure);
        }
    }

    @Override
    public Optional<JpegTile> jpeg(StoredTile tile) {
        StoredImage image = images.get(tile.level());
        int index = index(tile);
        if (!(image.coding() instanceof TileCoding.Jpeg coding) || image.table().isLeftOut(index)) {
            return Optional.empty();
        }
        requireStored(tile, image.table(), index);
        byte[] stream = new byte[image.table().bytes(index)];
        try {
            file.read(image.table().offset(index), MemorySegment.ofArray(stream));
        } catch (IOException failure) {
            throw failed(tile, failure);
        }
        return Optional.of(new JpegTile(stream, coding.bytes().clone(), coding.colour() == StoredColour.YCBCR));
    }

    /// A tile with a place but no bytes, or bytes but no place, was not left out on purpose: something went wrong
    /// when it was written, and it must not pass for glass.
    private void requireStored(StoredTile tile, TileTable table, int index) {
        if (table.bytes(index) == 0 || table.offset(index) == 0) {
            throw unreadable(tile, "it has " + table.bytes(index) + " bytes at byte " + table.offset(index));
        }
    }

    private UnreadableRegionException unreadable(StoredTile tile, @Nullable String why) {
        return new UnreadableRegionException(file.name() + ", level " + tile.level() + ", stored tile in column "
                + tile.column() + ", row " + tile.row() + " does not decode: " + why);
    }

    /// A file that has become shorter lacks the tile. Any other failure of its disk or share is no gap in the slide:
    /// it must not become part of a result.
    private SlideException failed(StoredTile tile, IOException failure) {
        return failure instanceof EOFException
                ? unreadable(tile, failure.getMessage())
                : new UnreachableSlideException(file.name() + " cannot be read: " + failure.getMessage(), failure);
    }

    private int index(StoredTile tile) {
        TileLayout layout = layout(tile.level());
        if (tile.column() < 0 || tile.row() < 0 || tile.column() >= layout.columns() || tile.row() >= layout.rows()) {
            throw new IndexOutOfBoundsException(tile + " is outside of " + layout);
        }
        return tile.row() * layout.columns() + tile.column();
    }

    private static void fill(RgbWindow into) {
        long rowBytes = RgbBuffer.byteSize(into.width(), 1);
        for (int row = 0; row < into.height(); row++) {
            into.pixels().asSlice((long) row * into.strideBytes(), rowBytes).fill(WHITE);
        }
    }
}
