package org.acinus.tiling;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.Stream;
import org.acinus.wsi.Region;

/// The tiles of one slide that are to be read, in the order of the results.
///
/// A plan made by [#of] holds eight bytes a tile: frames are made as they are asked for, so that half a million
/// tiles are 4 MB.
///
/// @param grid the grid they lie on
/// @param tiles row-major, without repetition
public record TilePlan(TileGrid grid, List<TileFrame> tiles) {
    public TilePlan {
        if (!(tiles instanceof Frames)) {
            tiles = List.copyOf(tiles);
        }
    }

    /// A plan of tiles that come one by one and are never all held as frames.
    ///
    /// @param tiles of this grid, row-major, without repetition
    public static TilePlan of(TileGrid grid, Stream<TileFrame> tiles) {
        return new TilePlan(grid, Frames.of(grid, tiles));
    }

    /// The tiles of the same addresses on another grid, such as one about the same centres.
    public TilePlan on(TileGrid other) {
        return of(other, tiles.stream().map(tile -> other.frame(tile.address())));
    }

    /// The pixels to read for each tile, in the same order: a view, whose regions are made as they are asked
    /// for.
    public List<Region> regions() {
        return new AbstractList<>() {
            @Override
            public Region get(int index) {
                return grid.region(tiles.get(index));
            }

            @Override
            public int size() {
                return tiles.size();
            }
        };
    }

    /// Frames of a grid by their addresses alone.
    private static final class Frames extends AbstractList<TileFrame> implements RandomAccess {
        private final TileGrid grid;
        private final long[] addresses;

        private Frames(TileGrid grid, long[] addresses) {
            this.grid = grid;
            this.addresses = addresses;
        }

        static Frames of(TileGrid grid, Stream<TileFrame> tiles) {
            Iterator<TileFrame> given = tiles.iterator();
            PackedAddresses addresses = new PackedAddresses();
            while (given.hasNext()) {
                TileFrame frame = given.next();
                if (!grid.frame(frame.address()).equals(frame)) {
                    throw new IllegalArgumentException(frame + " is no tile of the plan's grid");
                }
                addresses.add(frame.address());
            }
            return new Frames(grid, addresses.toArray());
        }

        @Override
        public TileFrame get(int index) {
            return grid.frame(PackedAddresses.unpack(addresses[index]));
        }

        @Override
        public int size() {
            return addresses.length;
        }
    }
}
