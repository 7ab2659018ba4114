package org.acinus.cli.packs;

import java.nio.file.Path;
import java.util.Optional;
import org.acinus.cli.model.PackOptions;
import org.acinus.mil.pack.store.PackStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `packs`: the model packs that there are.
@Command(
        name = "packs",
        description = "List, show, verify, install and make model packs.",
        subcommands = {
            PacksListCommand.class,
            PacksShowCommand.class,
            PacksVerifyCommand.class,
            PacksInstallCommand.class,
            PacksImportTorchCommand.class,
            PacksImportKerasCommand.class,
            PacksImportTissueCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus packs list",
            "  ./acinus packs show lite0 --json",
            "  ./acinus packs verify",
            "  ./acinus packs install my-encoder.zip",
            "  ./acinus packs import-torch resnet50.pth --spacing 0.5 --licence BSD-3-Clause",
            "  ./acinus packs import-keras MobileNet_Gleason_weights.h5"
        })
public final class PacksCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do with packs: list, show, verify, install, import-torch, import-keras or import-tissue");
    }

    /// The options that all of them take.
    static final class Where {
        @Mixin
        private final PackOptions packs = new PackOptions();

        @Option(
                names = {"-w", "--workspace"},
                paramLabel = "DIR",
                description = "A workspace whose packs are searched too.")
        private @Nullable Path workspace;

        PackStore store() {
            return packs.store(Optional.ofNullable(workspace));
        }

        /// The folder that a new pack goes to.
        Path newPacks() {
            return packs.newPacks(Optional.ofNullable(workspace));
        }
    }
}
