package org.acinus.cli.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the launcher says that things lie.
///
/// @param cache what was fetched and unpacked; empty where the JVM was not started by the launcher
/// @param home the source tree or the unpacked release; empty likewise
public record Installation(Optional<Path> cache, Optional<Path> home) {

    /// Said wherever something is missing because the launcher did not start this JVM.
    static final String START_BY_LAUNCHER = "start Acinus by ./acinus";

    /// Of this JVM, from the launcher's system properties.
    public static Installation ofThisProcess() {
        return new Installation(folder("acinus.cache"), folder("acinus.home"));
    }

    private static Optional<Path> folder(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }

    /// Folders of weights, in the order in which they are looked for: fetched ones, then those of a release.
    List<Path> weights() {
        return Stream.of(cache, home)
                .flatMap(Optional::stream)
                .map(folder -> folder.resolve("weights"))
                .toList();
    }
}
