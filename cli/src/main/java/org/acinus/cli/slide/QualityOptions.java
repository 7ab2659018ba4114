package org.acinus.cli.slide;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.quality.Artefact;
import org.acinus.quality.QualityLimits;
import picocli.CommandLine.Option;

/// Whether artefacts are looked for, and what is borne of them.
public final class QualityOptions {
    @Option(
            names = "--no-quality",
            description = "Look for no artefacts and no closer than the coarse tissue mask: tiles under ink or out of"
                    + " focus are kept.")
    private boolean off;

    @Option(
            names = "--quality",
            paramLabel = "FILE",
            description = "JSON with other limits than the default ones, shares from 0 to 1 beyond which a tile is left"
                    + " out or a slide gets no diagnosis, for example"
                    + " {\"tile\": {\"blue_ink\": 0.05}, \"slide\": {\"out_of_focus\": 0.3}}.")
    private Optional<Path> file = Optional.empty();

    /// What is borne; empty where nobody is to look.
    ///
    /// @throws CliException where the file cannot be read or makes no sense
    public Optional<QualityLimits> limits() {
        if (off && file.isPresent()) {
            throw new CliException(ExitCode.USAGE, "--quality and --no-quality cannot both be meant");
        }
        return off
                ? Optional.empty()
                : Optional.of(file.map(QualityOptions::read).orElse(QualityLimits.DEFAULT));
    }

    /// The same options for a worker's command line.
    public List<String> arguments() {
        if (off) {
            return List.of("--no-quality");
        }
        return file.map(given -> List.of("--quality", given.toAbsolutePath().toString()))
                .orElse(List.of());
    }

    private static QualityLimits read(Path file) {
        JsonNode json;
        try {
            json = Json.parse(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new CliException(
                    ExitCode.INPUT, "--quality: " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (UncheckedIOException broken) {
            throw new CliException(ExitCode.INPUT, "--quality: " + file + " is no JSON", broken);
        }
        QualityLimits limits = QualityLimits.DEFAULT;
        for (Map.Entry<String, JsonNode> part : json.properties()) {
            for (Map.Entry<String, JsonNode> limit : part.getValue().properties()) {
                Artefact kind = kind(file, limit.getKey());
                double most = share(file, limit.getKey(), limit.getValue());
                limits = switch (part.getKey()) {
                    case "tile" -> limits.withTile(kind, most);
                    case "slide" -> limits.withSlide(kind, most);
                    default ->
                        throw new CliException(
                                ExitCode.INPUT,
                                "--quality: " + file + " has limits for tile and slide, not for " + part.getKey());
                };
            }
        }
        return limits;
    }

    private static Artefact kind(Path file, String key) {
        return Arrays.stream(Artefact.values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new CliException(
                        ExitCode.INPUT,
                        "--quality: " + file + " names " + key + "; there are "
                                + Arrays.stream(Artefact.values())
                                        .map(Artefact::key)
                                        .collect(Collectors.joining(", "))));
    }

    private static double share(Path file, String key, JsonNode value) {
        if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
            throw new CliException(
                    ExitCode.INPUT, "--quality: " + file + ": " + key + " must be a share, 0 to 1, not " + value);
        }
        return value.doubleValue();
    }
}
