package org.acinus.mil.pack.store;

import java.nio.file.Path;
import org.acinus.mil.pack.PackSummary;

/// One line of a list of packs.
public sealed interface PackListing {

    /// A folder with a readable manifest.
    ///
    /// @param summary what it states; its files are not checked
    record Found(PackSummary summary) implements PackListing {}

    /// A folder that has a `pack.json`, but not one that can be read.
    ///
    /// @param folder of the pack
    /// @param reason one line
    record Broken(Path folder, String reason) implements PackListing {}

    /// A built-in pack that will be made on first use.
    ///
    /// @param name of the pack
    /// @param description what it is
    record NotMade(String name, String description) implements PackListing {}
}
