package org.acinus.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.acinus.draft.Drafts;

/// Drafts that killed workers left in a workspace.
public final class Leftovers {
    private static final List<String> PLACES = List.of("features", "results");
    private static final int DEPTH = 3;

    private Leftovers() {}

    /// Removes all of them. Call it only while no worker runs, on whatever machine.
    ///
    /// @return how many
    /// @throws UncheckedIOException where one cannot be removed
    public static int sweep(Path workspace) {
        return sweep(workspace, Drafts::removeAll);
    }

    /// Removes those of workers of this machine that are dead, at any time.
    ///
    /// @return how many
    /// @throws UncheckedIOException where one cannot be removed
    public static int sweepAbandoned(Path workspace) {
        return sweep(workspace, Drafts::removeAbandoned);
    }

    private interface Broom {
        int sweep(Path folder, int depth) throws IOException;
    }

    private static int sweep(Path workspace, Broom broom) {
        try {
            int swept = 0;
            for (String place : PLACES) {
                swept += broom.sweep(workspace.resolve(place), DEPTH);
            }
            return swept;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
