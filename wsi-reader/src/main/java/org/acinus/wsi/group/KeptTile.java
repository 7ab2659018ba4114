package org.acinus.wsi.group;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantLock;
import org.acinus.wsi.UnreadableRegionException;
import org.jspecify.annotations.Nullable;

/// A stored tile that several regions need: decoded by whoever comes first, who holds its lock meanwhile.
final class KeptTile {
    private final MemorySegment pixels;
    private final ReentrantLock decoding = new ReentrantLock();
    private volatile boolean tried;
    private @Nullable UnreadableRegionException failure;
    private int holders;

    KeptTile(MemorySegment pixels) {
        this.pixels = pixels;
    }

    /// The buffer, decoded or not.
    MemorySegment buffer() {
        return pixels;
    }

    /// Decodes the tile, unless that was done before; whether it decodes is told by [#decoded].
    ///
    /// @return false where another thread is at it
    boolean decodeUnlessBusy(StoredLevel stored, TilePart part) {
        if (!tried) {
            if (!decoding.tryLock()) {
                return false;
            }
            decodeOnce(stored, part);
        }
        return true;
    }

    /// The decoded tile; waits for whoever is decoding it.
    ///
    /// @throws UnreadableRegionException the same one to all, where the tile does not decode
    MemorySegment decoded(StoredLevel stored, TilePart part) {
        if (!tried) {
            decoding.lock();
            decodeOnce(stored, part);
        }
        if (failure != null) {
            throw failure;
        }
        return pixels;
    }

    /// Decodes under the lock that the caller has taken, and gives it back.
    private void decodeOnce(StoredLevel stored, TilePart part) {
        try {
            if (!tried) {
                try {
                    stored.decode(part, pixels);
                } catch (UnreadableRegionException broken) {
                    failure = broken;
                }
                tried = true;
            }
        } finally {
            decoding.unlock();
        }
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
