package org.acinus.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.export.PackNotice;
import org.acinus.mil.djl.fit.DjlHeadTrainer;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.train.CrossValidationReport;
import org.acinus.mil.train.FoldResult;
import org.acinus.mil.train.HeadTraining;
import org.acinus.mil.train.TrainedHead;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.BagFolder;
import org.acinus.mil.train.data.CsvBags;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.packing.HeadLabelling;
import org.acinus.mil.train.packing.HeadPackWriter;
import org.acinus.mil.train.recipe.FitOptions;
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
            "DIR gets a model pack with train.json and MODEL_CARD.md, and predictions.csv beside it."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus train --bags bags/ --labels labels.csv --task binary --out heads/mine",
            "  ./acinus train --bags musk1.csv --task binary --folds 10 --repeats 5 --out heads/musk --json"
        })
final class TrainCommand implements Callable<Integer> {
    /// Share of the heap that bags may fill; others are read again whenever they are needed.
    private static final int HEAP_SHARE = 4;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--bags",
            required = true,
            paramLabel = "CSV|DIR",
            description = {
                "A folder that 'features' has filled, or a CSV file of instances without header: label,bag,f1,f2,..."
            })
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path bags;

    @Option(
            names = "--labels",
            paramLabel = "CSV",
            description =
                    "For a folder: labels with header slide,label[,patient,...]. A patient's slides stay together.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            description = "binary (labels 0 benign, 1 cancer) or isup (grades 0 to 5).")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private HeadTask task;

    @Option(names = "--folds", defaultValue = "5", paramLabel = "K", description = "Folds (default: ${DEFAULT-VALUE}).")
    private int folds;

    @Option(
            names = "--repeats",
            defaultValue = "1",
            paramLabel = "R",
            description = "Repeats of the folds, dealt anew (default: ${DEFAULT-VALUE}).")
    private int repeats;

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
    public Integer call() {
        long started = System.nanoTime();
        FitOptions options = recipe.recipe();
        BagDataset data = read();
        HeadLabelling labelling = head.labelling(out);
        check(data, options, labelling);
        TrainProgress progress = new TrainProgress(spec.commandLine().getErr());
        TrainedHead trained;
        try {
            trained = new HeadTraining(new DjlHeadTrainer()).run(data, options, folds, repeats, progress);
        } finally {
            progress.end();
        }
        ModelPack pack = HeadPackWriter.write(out, data, trained, labelling);
        double seconds = (System.nanoTime() - started) / 1e9;
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.println(Json.pretty(document(trained.report(), seconds)));
        } else {
            print(print, data, trained, pack, seconds);
        }
        return ExitCode.OK.code();
    }

    private BagDataset read() {
        if (!Files.isDirectory(bags)) {
            if (labels.isPresent()) {
                throw usage("--labels goes with a folder of bags; a CSV file of bags has its own labels");
            }
            return CsvBags.read(bags, task);
        }
        Path file = labels.orElseThrow(() -> usage("a folder of bags needs --labels"));
        return new BagFolder(bags, Runtime.getRuntime().maxMemory() / HEAP_SHARE).read(file, task);
    }

    private void check(BagDataset data, FitOptions options, HeadLabelling labelling) {
        long patients =
                data.bags().stream().map(LabelledBag::patient).distinct().count();
        if (folds < 2 || folds > patients || repeats < 1) {
            throw usage("--folds must be 2 to the number of patients, " + patients + ", and --repeats at least 1");
        }
        if (data.bagsPerClass().stream().filter(count -> count > 0).count() < 2) {
            throw new CliException(ExitCode.INPUT, "all bags have the same label; a head needs at least two classes");
        }
        try {
            HeadPackWriter.check(out, data, options, labelling);
        } catch (IllegalArgumentException impossible) {
            throw usage("the pack cannot be written: " + impossible.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static ObjectNode document(CrossValidationReport report, double seconds) {
        ObjectNode document = Json.object();
        document.put("accuracy", report.accuracy()).put("accuracy_sd", report.accuracySd());
        report.auc().ifPresentOrElse(auc -> document.put("auc", auc), () -> document.putNull("auc"));
        report.aucInterval()
                .ifPresentOrElse(
                        interval -> document.putArray("auc_ci95")
                                .add(interval.lower())
                                .add(interval.upper()),
                        () -> document.putNull("auc_ci95"));
        report.kappa().ifPresent(kappa -> document.put("qwk", kappa));
        ArrayNode entries = document.putArray("folds");
        for (FoldResult fold : report.folds()) {
            ObjectNode entry = entries.addObject()
                    .put("repeat", fold.repeat())
                    .put("fold", fold.fold())
                    .put("accuracy", fold.accuracy());
            fold.auc().ifPresentOrElse(auc -> entry.put("auc", auc), () -> entry.putNull("auc"));
        }
        return document.put("seconds", seconds);
    }

    private static void print(PrintWriter print, BagDataset data, TrainedHead trained, ModelPack pack, double seconds) {
        List<Integer> counts = data.bagsPerClass();
        List<String> names = pack.head().classes();
        StringBuilder classes = new StringBuilder();
        for (int c = 0; c < names.size(); c++) {
            classes.append(c == 0 ? "" : ", ").append(counts.get(c)).append(' ').append(names.get(c));
        }
        CrossValidationReport report = trained.report();
        print.printf("bags       %d (%s)%n", data.bags().size(), classes);
        print.printf(Locale.ROOT, "accuracy   %.3f (sd over folds %.3f)%n", report.accuracy(), report.accuracySd());
        report.auc().ifPresent(auc -> print.printf(Locale.ROOT, "AUC        %.3f", auc));
        report.aucInterval()
                .ifPresent(interval -> print.printf(
                        Locale.ROOT, " (95 %% interval %.3f to %.3f)%n", interval.lower(), interval.upper()));
        report.kappa().ifPresent(kappa -> print.printf(Locale.ROOT, "kappa      %.3f (quadratic weights)%n", kappa));
        print.printf(Locale.ROOT, "time       %.1f s%n", seconds);
        print.printf("head       %s, in %s%n", PackNotice.of(pack).label(), pack.folder());
        print.println("           measured out of fold; the head itself has seen all bags");
        print.println(PackNotice.RESEARCH_USE);
    }
}
