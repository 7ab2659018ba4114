package org.acinus.export.region;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.acinus.outcome.TileResult;
import org.acinus.tiling.TileAddress;
import org.jspecify.annotations.Nullable;

/// Gathers tiles that touch and are of one kind. One thread at a time.
///
/// What is kept grows with the runs of tiles, not with the tiles.
///
/// @param <K> the kind; compared by `equals`
public final class TileRegions<K> {
    private final Function<TileResult, Optional<K>> kindOf;
    private final List<Part<K>> parts = new ArrayList<>();
    private @Nullable Part<K> open;
    /// Where in `parts` the row above, and the row under way, begin.
    private int rowAbove;

    private int rowUnderWay;

    /// Regions of the tiles that have a kind.
    public TileRegions(Function<TileResult, Optional<K>> kindOf) {
        this.kindOf = kindOf;
    }

    /// A run with its figures, and the run that it is joined to; a forest, whose roots are the regions.
    private static final class Part<K> {
        private final K kind;
        private TileRun run;
        private TileFigures figures;
        private @Nullable Part<K> joined;

        Part(K kind, TileAddress at, TileResult tile) {
            this.kind = kind;
            this.run = new TileRun(at.row(), at.column(), at.column());
            this.figures = TileFigures.NONE.plus(tile);
        }

        boolean takes(K other, TileAddress at) {
            return kind.equals(other) && run.row() == at.row() && run.last() + 1 == at.column();
        }

        void take(TileResult tile) {
            run = new TileRun(run.row(), run.first(), run.last() + 1);
            figures = figures.plus(tile);
        }

        Part<K> root() {
            Part<K> at = this;
            while (at.joined != null) {
                // Halves the way for whoever asks next.
                at.joined = at.joined.joined == null ? at.joined : at.joined.joined;
                at = at.joined;
            }
            return at;
        }

        void join(Part<K> other) {
            Part<K> mine = root();
            Part<K> theirs = other.root();
            if (mine != theirs) {
                mine.joined = theirs;
            }
        }
    }

    /// Takes the next tile.
    ///
    /// @param tile after all earlier ones in row-major order
    public void accept(TileResult tile) {
        Optional<K> kind = kindOf.apply(tile);
        TileAddress at = tile.frame().address();
        if (open != null && kind.isPresent() && open.takes(kind.get(), at)) {
            open.take(tile);
            return;
        }
        close();
        if (kind.isPresent()) {
            open = new Part<>(kind.get(), at, tile);
        }
    }

    private void close() {
        Part<K> done = open;
        if (done == null) {
            return;
        }
        open = null;
        if (!parts.isEmpty() && parts.getLast().run.row() != done.run.row()) {
            rowAbove = parts.getLast().run.row() == done.run.row() - 1 ? rowUnderWay : parts.size();
            rowUnderWay = parts.size();
        }
        for (Part<K> above : parts.subList(rowAbove, rowUnderWay)) {
            if (above.kind.equals(done.kind) && above.run.touches(done.run)) {
                done.join(above);
            }
        }
        parts.add(done);
    }

    /// The regions of all tiles so far, in the order of their first tiles.
    public List<TileRegion<K>> regions() {
        close();
        Map<Part<K>, List<Part<K>>> byRoot = new LinkedHashMap<>();
        for (Part<K> part : parts) {
            byRoot.computeIfAbsent(part.root(), root -> new ArrayList<>()).add(part);
        }
        return byRoot.values().stream().map(TileRegions::region).toList();
    }

    private static <K> TileRegion<K> region(List<Part<K>> members) {
        TileFigures figures = TileFigures.NONE;
        List<TileRun> runs = new ArrayList<>();
        for (Part<K> member : members) {
            figures = figures.plus(member.figures);
            runs.add(member.run);
        }
        TileRun first = runs.getFirst();
        return new TileRegion<>(members.getFirst().kind, first.row(), first.first(), figures, runs);
    }
}
