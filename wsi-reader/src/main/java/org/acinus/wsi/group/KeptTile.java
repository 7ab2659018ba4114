package org.acinus.wsi.group;

import java.lang.foreign.MemorySegment;
import org.acinus.wsi.UnreadableRegionException;
import org.jspecify.annotations.Nullable;

/// A stored tile that several regions need: decoded by whoever comes first, who holds its lock meanwhile, so
/// that the others wait.
final class KeptTile {
    private final MemorySegment pixels;
    private int holders;
    private boolean tried;
    private @Nullable UnreadableRegionException failure;

    KeptTile(MemorySegment pixels) {
        this.pixels = pixels;
    }

    /// The buffer, decoded or not.
    MemorySegment buffer() {
        return pixels;
    }

    /// The decoded tile.
    ///
    /// @throws UnreadableRegionException the same one to all, where the tile does not decode
    synchronized MemorySegment decoded(StoredLevel stored, TilePart part) {
        if (!tried) {
            try {
                stored.decode(part, pixels);
            } catch (UnreadableRegionException broken) {
                failure = broken;
            }
            tried = true;
        }
        if (failure != null) {
            throw failure;
        }
        return pixels;
    }

    /// One more region is reading. Under the group's lock, not the tile's.
    void hold() {
        holders++;
    }

    /// One less; under the group's lock.
    void letGo() {
        holders--;
    }

    /// Whether some region is reading; under the group's lock.
    boolean isHeld() {
        return holders > 0;
    }
}
