package org.acinus.cli.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.cli.terminal.Version;
import org.acinus.export.AtomicFile;
import org.acinus.mil.djl.fit.DjlHeadTrainer;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.train.CrossValidation;
import org.acinus.mil.train.HeadTraining;
import org.acinus.mil.train.ListenerPair;
import org.acinus.mil.train.OperatingPoint;
import org.acinus.mil.train.TrainedHead;
import org.acinus.mil.train.TrainingPlan;
import org.acinus.mil.train.curves.TrainingCurves;
import org.acinus.mil.train.data.BagDataException;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.labels.LabelTrainers;
import org.acinus.mil.train.labels.RemovedLabels;
import org.acinus.mil.train.packing.HeadLabelling;
import org.acinus.mil.train.packing.HeadPackWriter;
import org.acinus.mil.train.packing.PlanJson;
import org.acinus.mil.train.resume.FitFolder;
import org.acinus.mil.train.resume.ResumableTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `train`: bags with labels become a head pack.
@Command(
        name = "train",
        description = {
            "Train a multiple-instance-learning head on labelled bags. The recipe is measured on bags that its heads have",
            "not seen; the head that is written is then fitted on all of them.",
            "DIR gets a model pack with train.json and MODEL_CARD.md, and predictions.csv, curves.csv and curves.png",
            "beside it. What is unfinished lies in DIR.unfinished; the same command goes on with it."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus train --bags bags/ --labels labels.csv --task binary --out heads/mine",
            "  ./acinus train --bags bags/ --labels train.csv --task isup --output corn --ensemble folds --out heads/isup",
            "  ./acinus train --bags new-site/ --labels new.csv --task binary --from heads/mine --out heads/new-site",
            "  ./acinus train --bags musk1.csv --task binary --folds 10 --repeats 5 --out heads/musk --json",
            "  ./acinus train @models/recipes/classic-mil.txt --bags elephant.csv --task binary --out heads/elephant",
            "  (@FILE reads options from a file; this one suits bags of features that no encoder has made)"
        })
public final class TrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final BagOptions bags = new BagOptions();

    @Mixin
    private final PlanOptions plans = new PlanOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the head pack; must be new.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path out;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin
    private final RecipeOptions recipe = new RecipeOptions();

    @Mixin
    private final HeadOptions head = new HeadOptions();

    @Override
    public Integer call() throws IOException {
        long started = System.nanoTime();
        recipe.recipe();
        BagDataset data = bags.read();
        TrainingPlan plan = plans.plan(recipe.recipe(), data, bags.guesses());
        HeadLabelling labelling = head.labelling(out);
        check(data, plan, labelling);
        FitFolder unfinished = FitFolder.open(unfinished(), identity(data, plan));
        TrainingCurves curves = new TrainingCurves();
        RemovedLabels removed = new RemovedLabels();
        TrainedHead trained = train(data, plan, unfinished, new ListenerPair(curves, removed));
        Optional<OperatingPoint> point = head.sensitivity()
                .map(wanted ->
                        OperatingPoint.forSensitivity(wanted, trained.report().folds()));
        ModelPack pack = HeadPackWriter.write(
                out, data, trained, point.map(labelling::at).orElse(labelling));
        AtomicFile.write(
                out.resolve("curves.csv"), file -> file.write(curves.csv().getBytes(StandardCharsets.UTF_8)));
        AtomicFile.write(out.resolve("curves.png"), file -> file.write(curves.png()));
        if (plan.labels().cleaningFolds().isPresent()) {
            AtomicFile.write(
                    out.resolve("removed.csv"), file -> file.write(removed.csv().getBytes(StandardCharsets.UTF_8)));
        }
        unfinished.remove();
        report(new TrainingReport(data, trained.report(), point, pack, (System.nanoTime() - started) / 1e9));
        return ExitCode.OK.code();
    }

    private void report(TrainingReport report) {
        if (json) {
            spec.commandLine().getOut().println(Json.pretty(report.json()));
        } else {
            report.print(spec.commandLine().getOut());
        }
    }

    private TrainedHead train(BagDataset data, TrainingPlan plan, FitFolder unfinished, ListenerPair listeners) {
        TrainProgress progress = new TrainProgress(
                spec.commandLine().getErr(), plan.options().stopping().epochs());
        ResumableTrainer trainer = new ResumableTrainer(new DjlHeadTrainer(), unfinished);
        try {
            return new HeadTraining(LabelTrainers.of(trainer, plan.labels(), data))
                    .run(data, plan, new ListenerPair(listeners, progress));
        } finally {
            progress.end();
        }
    }

    private Path unfinished() {
        return out.resolveSibling(out.getFileName() + ".unfinished");
    }

    /// Whatever decides how the fits go.
    private static String identity(BagDataset data, TrainingPlan plan) {
        ObjectNode identity = Json.object();
        identity.put("acinus", Version.number())
                .put("engine", new DjlHeadTrainer().engine())
                .put("data", data.sha256())
                .put("task", data.task().toString());
        PlanJson.put(identity, plan);
        return Json.pretty(identity) + "\n";
    }

    private void check(BagDataset data, TrainingPlan plan, HeadLabelling labelling) {
        if (data.bagsPerClass().stream().filter(count -> count > 0).count() < 2) {
            throw new CliException(
                    ExitCode.INPUT,
                    bags.labelled() + ": all " + data.bags().size() + " bags have label "
                            + data.bags().getFirst().label()
                            + "; a head needs at least two classes: add slides of another");
        }
        try {
            CrossValidation.check(data, plan);
        } catch (BagDataException undealt) {
            throw new CliException(ExitCode.INPUT, bags.labelled() + ": " + undealt.getMessage(), undealt);
        }
        try {
            HeadPackWriter.check(out, data, plan, labelling);
            head.sensitivity().ifPresent(wanted -> {
                if (!(wanted > 0 && wanted <= 1)) {
                    throw new IllegalArgumentException("--sensitivity must be above 0, up to 1, not " + wanted);
                }
            });
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(
                    spec.commandLine(), "the pack cannot be written: " + impossible.getMessage(), impossible);
        }
    }
}
