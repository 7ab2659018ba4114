package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.foreign.Arena;
import java.util.function.Function;
import org.acinus.mil.FeatureRows;

/// A bag on its way into the engine, a part at a time, so that a huge bag needs no huge memory.
final class BagParts {
    private final NDManager manager;
    private final FeatureRows rows;
    private final int partRows;

    /// Cuts a bag.
    ///
    /// @param partRows instances of a part at most
    BagParts(NDManager manager, FeatureRows rows, int partRows) {
        this.manager = manager;
        this.rows = rows;
        this.partRows = partRows;
    }

    /// Number of instances.
    int size() {
        return rows.size();
    }

    /// Instances of a part at most.
    int partRows() {
        return partRows;
    }

    /// Whether one part is the whole bag.
    boolean fitsOnePart() {
        return rows.size() <= partRows;
    }

    /// The manager under which the parts' scopes live, for arrays that outlast a part; whoever uses a scope of it
    /// closes that.
    NDManager manager() {
        return manager;
    }

    /// Receives a part.
    @FunctionalInterface
    interface Visitor {
        /// Takes rows that are gone, with all that was computed from them, when it returns.
        ///
        /// @param from the bag's row that is the part's first
        void part(int from, NDArray rows);
    }

    /// Visits the parts in order.
    void each(Visitor visitor) {
        for (int from = 0; from < rows.size(); from += partRows) {
            int first = from;
            part(first, Math.min(partRows, rows.size() - first), array -> {
                visitor.part(first, array);
                return first;
            });
        }
    }

    /// Takes the whole bag as one part.
    <T> T whole(Function<NDArray, T> taker) {
        return part(0, rows.size(), taker);
    }

    private <T> T part(int from, int count, Function<NDArray, T> taker) {
        try (Arena arena = Arena.ofConfined();
                NDManager scope = manager.newSubManager()) {
            return taker.apply(PyTorch.matrix(scope, arena, rows, from, count));
        }
    }
}
