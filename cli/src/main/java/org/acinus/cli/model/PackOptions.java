package org.acinus.cli.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.pack.convert.Lite0Pack;
import org.acinus.mil.pack.store.PackPlaces;
import org.acinus.mil.pack.store.PackStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where packs are looked for.
public final class PackOptions {
    @Option(
            names = "--packs",
            paramLabel = "DIR",
            description = "A folder of packs, searched before the workspace's and the cache's.")
    private @Nullable Path packs;

    /// The packs that there are, the built-in ones among them.
    ///
    /// @param workspace whose packs are searched too
    public PackStore store(Optional<Path> workspace) {
        return new PackStore(places(workspace), List.of(new Lite0Pack()));
    }

    private PackPlaces places(Optional<Path> workspace) {
        return PackPlaces.ofSystem(Optional.ofNullable(packs), workspace);
    }

    /// The folder that a new pack goes to: the first of those named on the command line, else the cache's.
    ///
    /// @param workspace whose packs it may join
    public Path newPacks(Optional<Path> workspace) {
        return places(workspace).searched().getFirst();
    }

    /// The same option for a worker's command line.
    public List<String> arguments() {
        return packs == null
                ? List.of()
                : List.of("--packs", packs.toAbsolutePath().toString());
    }
}
