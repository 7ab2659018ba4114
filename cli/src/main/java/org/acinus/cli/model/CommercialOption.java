package org.acinus.cli.model;

import java.util.List;
import org.acinus.mil.pack.store.PackStore;
import picocli.CommandLine.Option;

/// Whether the use is commercial, which some packs' licences forbid.
public final class CommercialOption {
    @Option(
            names = "--commercial",
            description = "The use is commercial: refuse model packs whose licence forbids that.")
    private boolean commercial;

    /// The packs that may be used.
    public PackStore permitted(PackStore store) {
        return commercial ? store.forCommercialUse() : store;
    }

    /// Whether it was said.
    public boolean isSet() {
        return commercial;
    }

    /// The same option for a worker's command line.
    public List<String> arguments() {
        return commercial ? List.of("--commercial") : List.of();
    }
}
