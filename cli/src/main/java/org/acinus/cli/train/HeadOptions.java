package org.acinus.cli.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.acinus.cli.terminal.Version;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.train.packing.HeadLabelling;
import picocli.CommandLine.Option;

/// What a new head pack says about itself.
final class HeadOptions {
    /// Licences that permit commercial use and passing on.
    private static final Set<String> PERMISSIVE =
            Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CC-BY-4.0");

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the pack; default: the name of --out.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--pack-version",
            defaultValue = "1.0.0",
            paramLabel = "V",
            description = "Version of the pack (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String version;

    @Option(names = "--demo", description = "Mark the pack, and whatever it will say, as DEMO.")
    private boolean demo;

    @Option(
            names = "--licence",
            defaultValue = "LicenseRef-private",
            paramLabel = "SPDX",
            description = "Licence of the pack. Only well-known permissive ones allow passing it on"
                    + " (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String licence;

    @Option(
            names = "--threshold",
            defaultValue = "0.5",
            paramLabel = "P",
            description = "Least cancer probability that is called cancer (default: ${DEFAULT-VALUE}).")
    private double threshold;

    @Option(
            names = "--sensitivity",
            paramLabel = "SHARE",
            description =
                    "Instead of --threshold: choose it so that this share of the positive bags is called, out of fold.")
    private Optional<Double> sensitivity = Optional.empty();

    @Option(
            names = "--review-margin",
            defaultValue = "0.1",
            paramLabel = "P",
            description =
                    "A probability nearer than this to the threshold goes to a person (default: ${DEFAULT-VALUE}).")
    private double reviewMargin;

    @Option(
            names = "--data-note",
            paramLabel = "TEXT",
            description = "What the model card says of the data; name no patient.")
    private Optional<String> dataNote = Optional.empty();

    /// The share of the positive bags that the threshold is to be chosen for.
    Optional<Double> sensitivity() {
        return sensitivity;
    }

    /// What the pack will say.
    ///
    /// @param out folder of the pack
    HeadLabelling labelling(Path out) {
        boolean free = PERMISSIVE.contains(licence);
        return new HeadLabelling(
                name.orElseGet(
                        () -> String.valueOf(out.toAbsolutePath().normalize().getFileName())),
                version,
                demo,
                new PackLicence(licence, free, free),
                threshold,
                reviewMargin,
                dataNote,
                Version.number(),
                Optional.empty());
    }
}
