package org.acinus.cli.terminal;

import java.nio.file.Path;
import java.util.Optional;

/// Where the launcher keeps what it fetched.
public final class CacheFolder {
    private CacheFolder() {}

    /// What the launcher said, else its own default.
    public static Path path() {
        return Optional.ofNullable(System.getProperty("acinus.cache"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "acinus"));
    }
}
