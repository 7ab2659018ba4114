package org.acinus.cli.packs;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.pack.PackLicence;
import picocli.CommandLine.Option;

/// What a file of weights does not say about itself.
final class ImportOptions {
    @Option(names = "--name", paramLabel = "NAME", description = "Name of the pack (default: from the file's name).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--spacing",
            paramLabel = "MICRONS",
            description = "µm per pixel of the tiles that the network wants.")
    private Optional<Double> spacing = Optional.empty();

    @Option(
            names = "--licence",
            paramLabel = "ID",
            description = "SPDX identifier of the weights' licence, for example Apache-2.0 or CC-BY-NC-4.0.")
    private Optional<String> licence = Optional.empty();

    @Option(
            names = "--non-commercial",
            description = "The licence forbids commercial use; identifiers with -NC in them say so by themselves.")
    private boolean nonCommercial;

    @Option(
            names = "--no-redistribution",
            description = "The licence forbids passing the weights on in a release under other terms.")
    private boolean noRedistribution;

    /// The name that was asked for.
    Optional<String> name() {
        return name;
    }

    /// The name that was asked for, or one made of the file's.
    String nameOr(Path file) {
        return name.orElseGet(() -> {
            String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
            String plain = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
            return plain.replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        });
    }

    /// The spacing, which somebody has to say.
    double requireSpacing() {
        return spacing.orElseThrow(() -> new CliException(
                ExitCode.USAGE,
                "say with --spacing at how many µm per pixel the network wants its tiles; 0.5 is 20x, 0.25 is 40x"));
    }

    /// The licence, which somebody has to say.
    PackLicence requireLicence() {
        String id = licence.orElseThrow(() -> new CliException(
                ExitCode.USAGE,
                "say with --licence under what terms the weights are, for example Apache-2.0, and add"
                        + " --non-commercial where they forbid commercial use"));
        String upper = id.toUpperCase(Locale.ROOT);
        boolean copyleft = upper.startsWith("GPL") || upper.startsWith("AGPL");
        return new PackLicence(id, !nonCommercial && !upper.contains("-NC"), !noRedistribution && !copyleft);
    }

    /// Refuses what contradicts a file about which everything is known.
    void refuseForKnown(String known) {
        if (spacing.isPresent() || licence.isPresent() || nonCommercial || noRedistribution) {
            throw new CliException(
                    ExitCode.USAGE,
                    "this file is known as " + known + ", with its spacing and licence; leave those options out");
        }
    }
}
