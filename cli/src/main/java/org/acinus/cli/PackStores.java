package org.acinus.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.pack.PackPlaces;
import org.acinus.mil.pack.PackStore;
import org.acinus.mil.pack.convert.Lite0Pack;

/// The packs that a command can see.
final class PackStores {
    private PackStores() {}

    /// @param packs the option `--packs`
    /// @param workspace the option `--workspace`
    static PackStore open(Optional<Path> packs, Optional<Path> workspace) {
        return new PackStore(PackPlaces.ofSystem(packs, workspace), List.of(new Lite0Pack()));
    }
}
