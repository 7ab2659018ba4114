package org.acinus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.similar.ReferenceCollection;
import org.acinus.pipeline.RunConfiguration;
import org.acinus.pipeline.explain.ReportParts;
import picocli.CommandLine.Option;

/// What is written for each slide beside its result.
final class ReportOption {
    private static final String SIMILAR = "--similar";

    @Option(
            names = "--no-report",
            description =
                    "Leave out what takes long: the PDF beside report.html, montage.png, similar tiles. Results are"
                            + " the same.")
    private boolean none;

    @Option(
            names = SIMILAR,
            paramLabel = "FILE",
            description = {
                "A collection that 'similar index' has made: the loudest tiles of each slide are shown beside the nearest",
                "ones of its slides without and with cancer. Results are the same; slides that are done get them by --redraw",
                "of run."
            })
    private Optional<Path> similar = Optional.empty();

    /// What is asked for.
    ///
    /// @throws org.acinus.mil.similar.CollectionException where there is no such collection
    ReportParts parts() {
        return new ReportParts(!none, none ? Optional.empty() : similar.map(ReferenceCollection::read));
    }

    /// Refuses known slides that those of a run cannot be compared with, before any is queued.
    ///
    /// @throws org.acinus.mil.similar.CollectionException where there is no such collection, or it does not fit
    void requireFit(RunConfiguration configuration) {
        parts().similar()
                .ifPresent(known -> known.requireFit(
                        configuration.encoder(),
                        configuration.tiling(),
                        configuration.stain().word()));
    }

    /// The same option for a worker's command line.
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (none) {
            arguments.add("--no-report");
        }
        similar.ifPresent(
                file -> arguments.addAll(List.of(SIMILAR, file.toAbsolutePath().toString())));
        return arguments;
    }
}
