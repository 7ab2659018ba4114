package org.acinus.cli.evaluate;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.export.PackNotice;
import org.acinus.mil.calibrate.CalibrationCase;
import org.acinus.mil.calibrate.CalibrationFit;
import org.acinus.mil.calibrate.Conformal;
import org.acinus.mil.calibrate.Scaling;
import org.acinus.mil.calibrate.novelty.NoveltyFit;
import org.acinus.mil.calibrate.packing.BagEmbeddings;
import org.acinus.mil.calibrate.packing.CalibratedPack;
import org.acinus.mil.calibrate.packing.MendedThreshold;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.NoveltyFile;
import org.acinus.mil.pack.PackKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `calibrate`: a head that knows how far to trust itself.
@Command(
        name = "calibrate",
        description = {
            "Calibrate a head on slides that it has not seen: mend its probabilities, learn which sets of classes are",
            "plausible and, with --bags, which slides are unlike the training slides. 'run' then uses the mended",
            "probabilities and leaves doubtful slides to a person, with the reason.",
            "",
            "Without --predictions the head's own out-of-fold predictions are used, which 'train' left beside it.",
            "",
            "A tile classifier gets the limit beyond which tissue is unlike its training, by --bags of at least five slides",
            "of the kind it is meant for; its probabilities stay, since labels of slides do not tell the class of a tile."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus calibrate --pack heads/mine --out heads/mine-calibrated",
            "  ./acinus calibrate --pack heads/mine --labels labels.csv --bags bags/ --out heads/mine-calibrated",
            "  ./acinus calibrate --pack heads/mine --predictions said.csv --labels labels.csv --alpha 0.05 --out heads/c",
            "  ./acinus calibrate --pack packs/gleason-mobilenet --bags bags/ --out packs/gleason-here"
        })
public final class CalibrateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--pack",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the head or tile classifier.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path pack;

    @Mixin
    private final CalibrationOptions options = new CalibrationOptions();

    @Option(
            names = "--bags",
            paramLabel = "DIR",
            description = "Bags of the training slides: slides unlike them will go to a person.")
    private Optional<Path> bags = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the new pack; must be new.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path out;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        if (Files.exists(out)) {
            throw new CliException(ExitCode.INPUT, out + " exists already; name a new folder for the pack");
        }
        options.complaint().ifPresent(words -> {
            throw new ParameterException(spec.commandLine(), words);
        });
        ModelPack head = ModelPack.open(pack);
        if (head.manifest().kind() == PackKind.TILE_CLASSIFIER) {
            return new ClassifierCalibration(spec, head, out).run(bags, options.version, json);
        }
        HeadSpec known = head.head();
        List<CalibrationCase> cases = options.cases(pack, known.task());
        CalibrationFit fit = CalibrationFit.of(cases, settings(known.task()));
        Optional<NoveltyFit> novelty = bags.map(folder ->
                NoveltyFit.of(BagEmbeddings.read(folder, known.encoder()), options.noveltyAlpha, options.seed));
        double threshold = MendedThreshold.of(cases, fit.scaling(), known.cancerThreshold());
        Calibrated calibrated = new Calibrated(fit, novelty, known.cancerThreshold(), threshold);
        ModelPack written = CalibratedPack.write(
                head,
                out,
                options.version.orElseGet(
                        () -> CalibratedPack.version(head.manifest().version())),
                contents(known, calibrated));
        if (fit.after().expectedError() > fit.before().expectedError()) {
            spec.commandLine()
                    .getErr()
                    .println("acinus: the calibration error of the cancer probability did not fall on the slides that"
                            + " measured it; calibrate on more slides before relying on this pack");
        }
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.println(Json.pretty(CalibrationOutput.json(calibrated, written)));
        } else {
            print.print(CalibrationOutput.text(calibrated));
            print.printf("head       %s, in %s%n", PackNotice.of(written).label(), written.folder());
            print.println(PackNotice.RESEARCH_USE);
        }
        return ExitCode.OK.code();
    }

    private CalibrationFit.Options settings(HeadTask task) {
        boolean graded = task == HeadTask.ISUP;
        return new CalibrationFit.Options(
                options.method.orElse(graded ? Scaling.Method.VECTOR : Scaling.Method.TEMPERATURE),
                options.alpha,
                graded ? Conformal.Score.ORDINAL : Conformal.Score.LEAST_AMBIGUOUS,
                options.seed);
    }

    private CalibratedPack.Contents contents(HeadSpec known, Calibrated calibrated) {
        return new CalibratedPack.Contents(
                calibrated
                        .fit()
                        .calibration(
                                options.widestSet,
                                options.memberDeviation,
                                calibrated.novelty().map(fit -> fit.spec(NoveltyFile.NAME))),
                calibrated.novelty().map(NoveltyFit::novelty),
                calibrated.threshold(),
                options.reviewMargin.orElse(known.reviewMargin()),
                CalibrationOutput.card(calibrated));
    }
}
