package org.acinus.mil.djl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.acinus.stream.TileBatch;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;

/// A batch over pixels of a test, in native memory as a real one.
final class TestingTileBatch implements TileBatch {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment pixels;
    private final List<TileFrame> tiles = new ArrayList<>();
    private final int tilePixels;

    TestingTileBatch(int tilePixels, List<byte[]> content) {
        this.tilePixels = tilePixels;
        long bytes = 3L * tilePixels * tilePixels;
        // One tile more than is filled: a stream's last batch has the room of a full one.
        pixels = arena.allocate(bytes * (content.size() + 1));
        for (int i = 0; i < content.size(); i++) {
            MemorySegment.copy(MemorySegment.ofArray(content.get(i)), 0, pixels, i * bytes, bytes);
            tiles.add(new TileFrame(new TileAddress(i, 0), (long) i * tilePixels, 0, tilePixels, tilePixels));
        }
    }

    @Override
    public List<TileFrame> tiles() {
        return List.copyOf(tiles);
    }

    @Override
    public MemorySegment pixels() {
        return pixels;
    }

    @Override
    public int tilePixels() {
        return tilePixels;
    }

    @Override
    public List<UnreadableTile> unreadable() {
        return List.of();
    }

    @Override
    public void close() {
        arena.close();
    }
}
