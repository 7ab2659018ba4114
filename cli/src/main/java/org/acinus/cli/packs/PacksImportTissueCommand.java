package org.acinus.cli.packs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.mil.djl.TissuePackMaker;
import org.acinus.mil.pack.convert.TissueUnet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `packs import-tissue`: the published tissue network becomes a tissue pack.
@Command(
        name = "import-tissue",
        description = {
            "Make a tissue pack of the network of SuperFastTissueSegmentor (best_unet.onnx, MIT).",
            "",
            "With it, --tissue learned finds the tissue that tiles are laid over, in place of the classical detector. The"
                    + " file is known by its hash; tissue packs of other networks are taken by packs install."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus packs import-tissue best_unet.onnx",
            "  ./acinus tile slide.svs --tissue learned --out tiles/"
        })
public final class PacksImportTissueCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The network, best_unet.onnx.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private Path file;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the pack (default: tissue-unet).")
    private Optional<String> name = Optional.empty();

    @Mixin
    private final PacksCommand.Where where = new PacksCommand.Where();

    @Override
    public Integer call() throws IOException {
        return NewPack.say(
                spec,
                () -> TissuePackMaker.make(Files.readAllBytes(file), name.orElse(TissueUnet.NAME), where.newPacks()));
    }
}
