package org.acinus.cli.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import picocli.CommandLine.Option;

/// What is done when a slide is finished.
public final class ErrandOptions {
    @Option(names = "--move-done", paramLabel = "DIR", description = "Move slides with a result there.")
    private Optional<Path> moveDone = Optional.empty();

    @Option(names = "--move-failed", paramLabel = "DIR", description = "Move failed and quarantined slides there.")
    private Optional<Path> moveFailed = Optional.empty();

    @Option(
            names = "--callback",
            paramLabel = "PROGRAM",
            description = "Run this program for each finished slide; it gets the slide as JSON on standard input.")
    private Optional<Path> callback = Optional.empty();

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "POST the same JSON there. All of these are tried again until they succeed.")
    private Optional<URI> webhook = Optional.empty();

    /// What was asked for; folders to move to are made where they are missing.
    ///
    /// @throws CliException where it makes no sense
    public ErrandActions actions() {
        webhook.filter(url ->
                        !List.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null)
                .ifPresent(url -> {
                    throw new CliException(ExitCode.USAGE, "--webhook is an http or https address, not " + url);
                });
        callback.filter(program -> !Files.isExecutable(program)).ifPresent(program -> {
            throw new CliException(ExitCode.USAGE, "--callback: " + program + " is no program that can be run");
        });
        return new ErrandActions(
                moveDone.map(ErrandOptions::made),
                moveFailed.map(ErrandOptions::made),
                callback.map(Path::toAbsolutePath),
                webhook);
    }

    private static Path made(Path target) {
        try {
            return Files.createDirectories(target).toRealPath();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
