package org.acinus.cli.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.BagFolder;
import org.acinus.mil.train.data.CsvBags;
import org.acinus.mil.train.data.FolderRules;
import org.acinus.mil.train.data.LabelTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What is learnt from.
final class BagOptions {
    /// Share of the heap that bags may fill; others are read again whenever they are needed.
    private static final int HEAP_SHARE = 4;

    private static final int SHOWN_CONFLICTS = 5;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

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
            names = "--more-bags",
            paramLabel = "DIR",
            description = "A further extraction of the same slides by the same encoder, shown in training by turns.")
    private List<Path> moreBags = new ArrayList<>();

    @Option(
            names = "--labels",
            paramLabel = "CSV",
            description = {
                "For a folder: labels with header slide,label[,patient,site,group,...], or PANDA's train.csv. Slides of one",
                "patient or group stay together."
            })
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            description = "binary (labels 0 benign, 1 cancer) or isup (grades 0 to 5).")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private HeadTask task;

    @Option(
            names = "--unlabelled",
            defaultValue = "refuse",
            paramLabel = "RULE",
            description = "Bags without label: refuse, skip, or pseudo to guess labels for them (default: refuse).")
    @SuppressWarnings("NullAway.Init") // has a default
    private FolderRules.Unlabelled unlabelled;

    @Option(names = "--folds-by-site", description = "Keep a site's slides together, too: no site is in two folds.")
    private boolean bySite;

    /// Whether bags without label are to be given one.
    boolean guesses() {
        return unlabelled == FolderRules.Unlabelled.PSEUDO;
    }

    /// The file that says which bag has which label.
    Path labelled() {
        return labels.orElse(bags);
    }

    /// Reads the bags.
    ///
    /// @throws ParameterException where the options contradict each other
    BagDataset read() {
        if (!Files.isDirectory(bags)) {
            if (labels.isPresent() || !moreBags.isEmpty() || bySite || unlabelled != FolderRules.Unlabelled.REFUSE) {
                throw usage("--labels, --more-bags, --unlabelled and --folds-by-site go with a folder of bags; a CSV"
                        + " file of bags has its own labels");
            }
            return CsvBags.read(bags, task);
        }
        Path file = labels.orElseThrow(() -> usage("a folder of bags needs --labels"));
        LabelTable table = LabelTable.read(file, task);
        table.conflicts().stream()
                .limit(SHOWN_CONFLICTS)
                .forEach(conflict ->
                        command.commandLine().getErr().println("acinus: " + file + ", " + conflict.words()));
        List<Path> folders = new ArrayList<>(List.of(bags));
        folders.addAll(moreBags);
        return new BagFolder(folders, Runtime.getRuntime().maxMemory() / HEAP_SHARE)
                .read(table, task, new FolderRules(unlabelled, bySite));
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
