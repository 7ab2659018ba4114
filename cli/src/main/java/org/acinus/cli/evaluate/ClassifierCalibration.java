package org.acinus.cli.evaluate;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.export.PackNotice;
import org.acinus.mil.calibrate.packing.CalibratedClassifier;
import org.acinus.mil.calibrate.packing.CalibratedPack;
import org.acinus.mil.pack.ModelPack;
import picocli.CommandLine.Model.CommandSpec;

/// `calibrate` of a tile classifier: its limit for tissue unlike its training.
///
/// @param spec whose streams are written to
/// @param classifier the pack
/// @param out folder of the new pack
record ClassifierCalibration(CommandSpec spec, ModelPack classifier, Path out) {

    /// Finds the limit and writes the pack.
    ///
    /// @param bags of slides like those that it is to be used on
    /// @param version of the new pack, where one was named
    int run(Optional<Path> bags, Optional<String> version, boolean json) {
        Path folder = bags.orElseThrow(() -> new CliException(
                ExitCode.USAGE,
                "a tile classifier is given a limit for unlike tissue, by slides of your own: name their bags with --bags;"
                        + " its probabilities stay, since labels of slides do not tell the class of a tile"));
        CalibratedClassifier found = CalibratedClassifier.of(classifier, folder);
        ModelPack written = found.write(
                out,
                version.orElseGet(
                        () -> CalibratedPack.version(classifier.manifest().version())),
                card(found));
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(Json.pretty(Json.object()
                            .put("notice", PackNotice.RESEARCH_USE)
                            .put("pack", written.folder().toString())
                            .put("sha256", written.id().sha256())
                            .put("slides", found.distances().size())
                            .put("limit_before", found.norm().limit())
                            .put("limit", found.limit())));
        } else {
            spec.commandLine().getOut().print(card(found));
            spec.commandLine()
                    .getOut()
                    .printf(
                            "classifier %s, in %s; run features again with it%n%s%n",
                            PackNotice.of(written).label(), written.folder(), PackNotice.RESEARCH_USE);
        }
        return ExitCode.OK.code();
    }

    private static String card(CalibratedClassifier found) {
        return String.format(
                Locale.ROOT,
                "Limit for tissue unlike the training: %.3f (before: %.3f), the mean and three standard deviations of the"
                        + " distances of %d slides, %.3f to %.3f. Class probabilities are as they were: labels of slides do"
                        + " not tell the class of a tile.%n",
                found.limit(),
                found.norm().limit(),
                found.distances().size(),
                Collections.min(found.distances()),
                Collections.max(found.distances()));
    }
}
