package org.acinus.cli;

import org.acinus.mil.djl.net.MilArchitectures;
import org.acinus.mil.train.recipe.FitOptions;
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
            description = "Architecture: abmil (gated attention) or mean (mean pooling); default: ${DEFAULT-VALUE}.")
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
            description = "Step size of AdamW (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--weight-decay",
            defaultValue = "1e-2",
            paramLabel = "D",
            description = "Weight decay of AdamW (default: ${DEFAULT-VALUE}).")
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
            description = "Share of the training patients that decides when to stop; 0 runs all epochs.")
    private double validation;

    @Option(
            names = "--patience",
            defaultValue = "10",
            paramLabel = "N",
            description = "With --validation: epochs without a lower loss before stopping.")
    private int patience;

    @Option(names = "--no-balance", description = "Let every bag weigh the same, instead of every class.")
    private boolean unbalanced;

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
                    architecture,
                    hidden,
                    attention,
                    dropout,
                    learningRate,
                    weightDecay,
                    epochs,
                    patience,
                    validation,
                    !unbalanced,
                    seed);
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(command.commandLine(), impossible.getMessage(), impossible);
        }
    }
}
