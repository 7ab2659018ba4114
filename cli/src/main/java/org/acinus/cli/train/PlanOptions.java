package org.acinus.cli.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.HeadWeights;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.pack.store.PackPlaces;
import org.acinus.mil.pack.store.PackStore;
import org.acinus.mil.train.TrainingPlan;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.LabelHandling;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How a recipe is measured, and what is made of it.
final class PlanOptions {
    private static final String FOLDS = "folds";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(names = "--folds", defaultValue = "5", paramLabel = "K", description = "Folds (default: ${DEFAULT-VALUE}).")
    private int folds;

    @Option(
            names = "--repeats",
            defaultValue = "1",
            paramLabel = "R",
            description = "Repeats of the folds, dealt anew (default: ${DEFAULT-VALUE}).")
    private int repeats;

    @Option(
            names = "--ensemble",
            defaultValue = "1",
            paramLabel = "N|folds",
            description = {
                "Heads that ship together: N heads fitted on all bags with seeds of their own, or the heads of all folds",
                "of all repeats (default: ${DEFAULT-VALUE})."
            })
    @SuppressWarnings("NullAway.Init") // has a default
    private String ensemble;

    @Option(
            names = "--from",
            paramLabel = "PACK",
            description = "Begin from this head instead of random weights, for example for a new site.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--clean-labels",
            paramLabel = "K",
            description =
                    "In every fit, leave out bags whose labels are contradicted by heads that have not seen them, in"
                            + " K folds; removed.csv lists those of the last fit.")
    private Optional<Integer> cleaningFolds = Optional.empty();

    @Option(
            names = "--confidence",
            defaultValue = "0.9",
            paramLabel = "P",
            description = "With --unlabelled pseudo: least probability that makes a label (default: ${DEFAULT-VALUE}).")
    private double confidence;

    /// The plan.
    ///
    /// @param guesses whether bags without label are to be given one
    /// @throws ParameterException where it cannot be
    TrainingPlan plan(FitOptions recipe, BagDataset data, boolean guesses) {
        long units =
                data.bags().stream().map(bag -> bag.origin().unit()).distinct().count();
        if (folds < 2 || repeats < 1) {
            throw usage("--folds must be at least 2, and --repeats at least 1");
        }
        if (folds > units) {
            throw usage("--folds " + folds + " is more than there are patients (or sites, or groups), " + units
                    + ", in " + "the labels; " + (units < 2 ? "add slides of others" : "choose 2 to " + units));
        }
        try {
            OptionalInt cleaning = cleaningFolds.map(OptionalInt::of).orElseGet(OptionalInt::empty);
            OptionalDouble guessing = guesses ? OptionalDouble.of(confidence) : OptionalDouble.empty();
            return new TrainingPlan(
                    recipe,
                    folds,
                    repeats,
                    ensemble(),
                    from.map(name -> start(name, recipe, data)),
                    new LabelHandling(cleaning, guessing));
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(command.commandLine(), impossible.getMessage(), impossible);
        }
    }

    private TrainingPlan.Ensemble ensemble() {
        if (ensemble.equals(FOLDS)) {
            return new TrainingPlan.Ensemble.Folds();
        }
        try {
            return new TrainingPlan.Ensemble.Seeds(Integer.parseInt(ensemble));
        } catch (NumberFormatException neither) {
            throw new IllegalArgumentException("--ensemble is a number or folds, not '" + ensemble + "'", neither);
        }
    }

    /// Reads the head to begin from, which has to be of the shape that is trained.
    private static TrainingPlan.WarmStart start(String name, FitOptions recipe, BagDataset data) {
        ModelPack pack = new PackStore(PackPlaces.ofSystem(Optional.empty(), Optional.empty()), List.of()).find(name);
        HeadSpec head = pack.head();
        List<Map<String, Tensor>> members = HeadWeights.read(pack);
        boolean alike = head.architecture().equals(recipe.network().architecture())
                && head.task() == data.task()
                && head.shape(data.dimension())
                        .equals(recipe.network()
                                .shape(data.dimension(), data.task().classes()));
        if (!alike) {
            throw new IllegalArgumentException("--from " + name + " is a head " + head.architecture() + " for task "
                    + head.task() + " with --hidden " + head.hidden() + " --attention " + head.attention()
                    + "; train with the same");
        }
        if (!head.encoder().equals(data.encoder())
                || HeadWeights.dimension(pack, members.getFirst()) != data.dimension()) {
            throw new CliException(
                    ExitCode.INPUT,
                    "--from " + name + " reads features of " + head.encoder().name() + ", but the bags come from "
                            + data.encoder().name() + " (or another version of it); extract them with its encoder");
        }
        return new TrainingPlan.WarmStart(pack.id(), members);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
