package org.acinus.outcome;

import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.outcome.TileResult.State;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;

/// Tiles on a grid without overlap, for tests.
public final class TestingTiles {
    /// µm per pixel of every tile.
    public static final double SPACING = 0.5;

    private TestingTiles() {}

    /// A square tile at its place on the grid.
    public static TileFrame frame(int column, int row, double side0) {
        return new TileFrame(
                new TileAddress(column, row),
                (long) Math.floor(column * side0),
                (long) Math.floor(row * side0),
                side0,
                side0);
    }

    public static TileResult scored(TileFrame frame, double attention, double contribution) {
        TileScore score = new TileScore((float) attention, (float) contribution, OptionalDouble.empty());
        return new TileResult(frame, SPACING, State.SCORED, Optional.of(score), Optional.empty());
    }

    public static TileResult excluded(TileFrame frame, String reason) {
        return new TileResult(frame, SPACING, State.EXCLUDED, Optional.empty(), Optional.of(reason));
    }

    public static TileResult unreadable(TileFrame frame, String reason) {
        return new TileResult(frame, SPACING, State.UNREADABLE, Optional.empty(), Optional.of(reason));
    }
}
