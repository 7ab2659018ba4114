package org.acinus.wsi.group;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.acinus.wsi.FormulaSlide;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.StoredTile;
import org.acinus.wsi.StoredTiles;
import org.acinus.wsi.TileLayout;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;

/// A [FormulaSlide] as if it were stored in tiles; counts how often each is decoded. Thread-safe.
///
/// A tile decoded to fewer pixels has the pixel at the upper left corner of each square.
final class CountingSlide implements Slide, StoredTiles {
    private final FormulaSlide formula;
    private final int tileWidth;
    private final int tileHeight;
    private final Map<StoredTile, AtomicInteger> decodes = new ConcurrentHashMap<>();
    private final Set<StoredTile> broken = ConcurrentHashMap.newKeySet();

    private volatile Consumer<StoredTile> before = tile -> {};

    CountingSlide(FormulaSlide formula, int tileWidth, int tileHeight) {
        this.formula = formula;
        this.tileWidth = tileWidth;
        this.tileHeight = tileHeight;
    }

    /// From now on this tile does not decode.
    void spoil(StoredTile tile) {
        broken.add(tile);
    }

    /// From now on runs before each decoding, on the thread that decodes.
    void beforeDecoding(Consumer<StoredTile> step) {
        before = step;
    }

    /// Decodes of each tile that was decoded.
    Map<StoredTile, AtomicInteger> decodes() {
        return decodes;
    }

    int totalDecodes() {
        return decodes.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    @Override
    public SlideMetadata metadata() {
        return formula.metadata();
    }

    @Override
    public void read(Region region, RgbBuffer into) {
        formula.read(region, into);
    }

    @Override
    public boolean outlivesFailures() {
        return true;
    }

    @Override
    public Optional<StoredTiles> storedTiles() {
        return Optional.of(this);
    }

    @Override
    public TileLayout layout(int level) {
        PyramidLevel size = metadata().levels().get(level);
        return TileLayout.covering(size.width(), size.height(), tileWidth, tileHeight);
    }

    @Override
    public long position(StoredTile tile) {
        return 1;
    }

    @Override
    public void decode(StoredTile tile, MemorySegment into, int strideBytes) {
        decodeReduced(tile, 1, into, strideBytes);
    }

    @Override
    public boolean reduces(int level, int divisor) {
        return true;
    }

    @Override
    public void decodeReduced(StoredTile tile, int divisor, MemorySegment into, int strideBytes) {
        before.accept(tile);
        decodes.computeIfAbsent(tile, first -> new AtomicInteger()).incrementAndGet();
        if (broken.contains(tile)) {
            throw new UnreadableRegionException(tile + " is broken");
        }
        long scale = divisor * Math.round(metadata().levels().get(tile.level()).downsample());
        for (int y = 0; y < tileHeight / divisor; y++) {
            for (int x = 0; x < tileWidth / divisor; x++) {
                long x0 = scale * ((long) tile.column() * (tileWidth / divisor) + x);
                long y0 = scale * ((long) tile.row() * (tileHeight / divisor) + y);
                for (int channel = 0; channel < 3; channel++) {
                    into.set(ValueLayout.JAVA_BYTE, (long) y * strideBytes + 3L * x + channel, (byte)
                            FormulaSlide.value(x0, y0, channel));
                }
            }
        }
    }

    @Override
    public Optional<JpegTile> jpeg(StoredTile tile) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
