package org.acinus.gleason.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.acinus.tiling.TileAddress;

/// Tiles that hang together by sides or corners.
final class Pieces {
    private Pieces() {}

    /// The connected pieces of a set of tiles, each row-major, the pieces by their first tile.
    static List<List<TileAddress>> of(Collection<TileAddress> tiles) {
        Set<TileAddress> left = new HashSet<>(tiles);
        List<List<TileAddress>> pieces = new ArrayList<>();
        for (TileAddress start : tiles.stream().sorted().toList()) {
            if (left.remove(start)) {
                pieces.add(grow(start, left));
            }
        }
        return pieces;
    }

    private static List<TileAddress> grow(TileAddress start, Set<TileAddress> left) {
        List<TileAddress> piece = new ArrayList<>();
        Deque<TileAddress> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            TileAddress tile = open.pop();
            piece.add(tile);
            for (int down = -1; down <= 1; down++) {
                for (int right = -1; right <= 1; right++) {
                    TileAddress neighbour = new TileAddress(tile.column() + right, tile.row() + down);
                    if (left.remove(neighbour)) {
                        open.push(neighbour);
                    }
                }
            }
        }
        piece.sort(null);
        return piece;
    }
}
