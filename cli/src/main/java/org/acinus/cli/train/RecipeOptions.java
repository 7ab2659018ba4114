package org.acinus.cli.train;

import org.acinus.mil.HeadOutput;
import org.acinus.mil.djl.net.MilArchitectures;
import org.acinus.mil.train.recipe.AugmentationOptions;
import org.acinus.mil.train.recipe.ClassBalance;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.NetworkOptions;
import org.acinus.mil.train.recipe.OptimizerKind;
import org.acinus.mil.train.recipe.RateSchedule;
import org.acinus.mil.train.recipe.StepOptions;
import org.acinus.mil.train.recipe.StoppingOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How a head is fitted.
final class RecipeOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--model",
            defaultValue = "abmil",
            paramLabel = "NAME",
            description = {
                "Architecture: abmil (gated attention), attention (without gate), both also with two more layers in front,",
                "-deep, for features that no encoder has made; clam-sb, clam-mb, dsmil, transmil, or the baselines mean and",
                "max (default: ${DEFAULT-VALUE})."
            })
    @SuppressWarnings("NullAway.Init") // has a default
    private String architecture;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "Seed of folds, weights, order and dropout: the same seed gives the same pack.")
    private int seed;

    @Option(
            names = "--hidden",
            defaultValue = "128",
            paramLabel = "N",
            description = "Width of the projected embedding (default: ${DEFAULT-VALUE}).")
    private int hidden;

    @Option(
            names = "--attention",
            defaultValue = "64",
            paramLabel = "N",
            description = "Width of the attention branch (default: ${DEFAULT-VALUE}).")
    private int attention;

    @Option(
            names = "--dropout",
            defaultValue = "0.25",
            paramLabel = "P",
            description = "Dropout while training (default: ${DEFAULT-VALUE}).")
    private double dropout;

    @Option(
            names = "--learning-rate",
            defaultValue = "5e-4",
            paramLabel = "R",
            description = "Step size (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--weight-decay",
            defaultValue = "1e-2",
            paramLabel = "D",
            description = "Weight decay (default: ${DEFAULT-VALUE}).")
    private double weightDecay;

    @Option(
            names = "--epochs",
            defaultValue = "50",
            paramLabel = "N",
            description = "Most passes over the bags (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--validation",
            defaultValue = "0",
            paramLabel = "SHARE",
            description =
                    "Share of the training patients that decides when to stop, which saves time where slides are many"
                            + " (default: 0, all epochs).")
    private double validation;

    @Option(
            names = "--patience",
            defaultValue = "10",
            paramLabel = "N",
            description = "With --validation: epochs without a lower loss before stopping.")
    private int patience;

    @Option(
            names = "--output",
            defaultValue = "softmax",
            paramLabel = "KIND",
            description = "Last layer: softmax, or corn for grades in their order (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private HeadOutput output;

    @Option(
            names = "--optimizer",
            defaultValue = "adamw",
            paramLabel = "KIND",
            description = "adamw, or sgd with momentum 0.9 (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private OptimizerKind optimizer;

    @Option(
            names = "--schedule",
            defaultValue = "constant",
            paramLabel = "KIND",
            description =
                    "Learning rate over the epochs: constant, or cosine down to nothing (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private RateSchedule schedule;

    @Option(
            names = "--accumulate",
            defaultValue = "1",
            paramLabel = "N",
            description = "Bags whose gradients are averaged for a step (default: ${DEFAULT-VALUE}).")
    private int accumulate;

    @Option(
            names = "--balance",
            defaultValue = "weight",
            paramLabel = "KIND",
            description = "For rare classes: weight their loss, sample their bags more often, or none"
                    + " (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private ClassBalance balance;

    @Option(
            names = "--instance-dropout",
            defaultValue = "0",
            paramLabel = "SHARE",
            description = "Share of a bag's instances left out at random each time it is shown (default: 0).")
    private double instanceDropout;

    @Option(
            names = "--feature-jitter",
            defaultValue = "0",
            paramLabel = "SD",
            description = "How far a bag is moved at random along each feature, as another stain would (default: 0).")
    private double featureJitter;

    /// The recipe.
    ///
    /// @throws ParameterException where it cannot be
    FitOptions recipe() {
        if (!MilArchitectures.names().contains(architecture)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--model is one of " + String.join(", ", MilArchitectures.names()) + ", not '" + architecture
                            + "'");
        }
        try {
            return new FitOptions(
                    new NetworkOptions(architecture, hidden, attention, dropout, output),
                    new StepOptions(optimizer, learningRate, weightDecay, schedule, accumulate),
                    balance,
                    new AugmentationOptions(instanceDropout, featureJitter),
                    new StoppingOptions(epochs, patience, validation),
                    seed);
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(command.commandLine(), impossible.getMessage(), impossible);
        }
    }
}
