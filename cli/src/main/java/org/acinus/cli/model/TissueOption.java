package org.acinus.cli.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackSummary;
import org.acinus.mil.pack.store.PackListing;
import org.acinus.mil.pack.store.PackStore;
import org.acinus.mil.tissue.LearnedTissueDetector;
import org.acinus.mil.tissue.LearnedTissueProvider;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.tissue.ClassicalTissueProvider;
import org.acinus.tissue.TissueDetector;
import org.acinus.tissue.TissueDetectors;
import picocli.CommandLine.Option;

/// Who finds the tissue that tiles are laid over.
public final class TissueOption {
    @Option(
            names = "--tissue",
            defaultValue = ClassicalTissueProvider.KIND,
            paramLabel = "DETECTOR",
            description = "Who finds the tissue: classical, or learned[:PACK] for a tissue pack (default:"
                    + " ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String detector;

    /// Opens the detector, which the caller closes.
    ///
    /// @param store whose tissue packs there are
    /// @throws CliException where there is no such detector
    /// @throws org.acinus.mil.pack.PackException where its pack cannot be had
    public TissueDetector open(PackStore store) {
        try {
            return TissueDetectors.installed().open(kind(), pack(store).map(ModelPack::folder), CacheFolder.path());
        } catch (IllegalArgumentException unknown) {
            throw new CliException(ExitCode.USAGE, "--tissue " + detector + ": " + unknown.getMessage(), unknown);
        }
    }

    /// The detector's name, part of what identifies a result, without opening it.
    public String name(PackStore store) {
        return pack(store).map(pack -> LearnedTissueDetector.name(pack.id())).orElseGet(() -> {
            try (TissueDetector classical = new ClassicalTissueDetector()) {
                return classical.name();
            }
        });
    }

    private String kind() {
        int colon = detector.indexOf(':');
        return colon < 0 ? detector : detector.substring(0, colon);
    }

    private Optional<ModelPack> pack(PackStore store) {
        if (!kind().equals(LearnedTissueProvider.KIND)) {
            if (!kind().equals(ClassicalTissueProvider.KIND) || detector.contains(":")) {
                throw new CliException(
                        ExitCode.USAGE, "--tissue is classical or learned[:PACK], not '" + detector + "'");
            }
            return Optional.empty();
        }
        int colon = detector.indexOf(':');
        return Optional.of(store.find(colon < 0 ? onlyOne(store) : detector.substring(colon + 1)));
    }

    private static String onlyOne(PackStore store) {
        List<String> names = store.list().stream()
                .filter(listing -> listing instanceof PackListing.Found(PackSummary summary)
                        && summary.manifest().kind() == PackKind.TISSUE)
                .map(listing -> ((PackListing.Found) listing).summary().id().name())
                .distinct()
                .toList();
        if (names.size() != 1) {
            throw new CliException(
                    names.isEmpty() ? ExitCode.MACHINE : ExitCode.USAGE,
                    names.isEmpty()
                            ? "no tissue pack is installed; packs import-tissue makes one, or leave out --tissue learned"
                            : "several tissue packs are installed; choose with --tissue learned:NAME, one of "
                                    + String.join(", ", names));
        }
        return names.getFirst();
    }

    /// The same option for a worker's command line.
    public List<String> arguments() {
        int colon = detector.indexOf(':');
        boolean folder = colon >= 0 && detector.substring(colon).contains("/");
        return List.of(
                "--tissue",
                folder ? kind() + ":" + Path.of(detector.substring(colon + 1)).toAbsolutePath() : detector);
    }
}
