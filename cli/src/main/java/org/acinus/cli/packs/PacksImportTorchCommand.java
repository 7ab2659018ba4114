package org.acinus.cli.packs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.convert.ByteScaling;
import org.acinus.mil.pack.convert.EncoderDraft;
import org.acinus.mil.pack.convert.ForeignEncoder;
import org.acinus.mil.pack.convert.ImportedCard;
import org.acinus.mil.pack.convert.torch.TorchFamily;
import org.acinus.mil.pack.convert.torch.TorchSettings;
import org.acinus.mil.pack.torch.TorchCheckpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `packs import-torch`: a PyTorch checkpoint becomes an encoder.
@Command(
        name = "import-torch",
        description = {
            "Make an encoder of a PyTorch checkpoint, without Python.",
            "",
            "The checkpoint holds a state dict, as torch.save writes it today or did before version 1.6. Nothing in it is"
                    + " executed. Which network it belongs to is read off its tensors: ResNets and vision transformers"
                    + " under the names of torchvision and timm, and EfficientNet-Lite0. A tensor that has no place in"
                    + " the network is an error. For everything else models/export makes packs with Python."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus packs import-torch resnet50.pth --spacing 0.5 --licence BSD-3-Clause",
            "  ./acinus packs import-torch vits16.pth --spacing 0.5 --licence CC-BY-NC-4.0 \\",
            "      --mean 0.7,0.55,0.7 --std 0.2,0.2,0.2 --name my-vit"
        })
public final class PacksImportTorchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The checkpoint.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private Path file;

    @Mixin
    private final ImportOptions options = new ImportOptions();

    @Option(
            names = "--arch",
            paramLabel = "WORD",
            description = "resnet, vit, efficientnet-lite0, timm-efficientnet-lite0 or timm-tf-efficientnet-lite0"
                    + " (default: by its tensors).")
    private Optional<String> architecture = Optional.empty();

    @Option(
            names = "--mean",
            split = ",",
            paramLabel = "R,G,B",
            description =
                    "Mean that is taken off pixels from 0 to 1 (default: the network's usual, mostly ImageNet's).")
    private List<Double> mean = List.of();

    @Option(
            names = "--std",
            split = ",",
            paramLabel = "R,G,B",
            description = "Deviation that they are divided by then.")
    private List<Double> deviation = List.of();

    @Option(
            names = "--pixels",
            paramLabel = "PX",
            description = "Width and height of a tile (default: 224; a transformer's positions say it).")
    private Optional<Integer> pixels = Optional.empty();

    @Option(
            names = "--heads",
            paramLabel = "N",
            description = "Attention heads of a transformer (default: what its width usually has).")
    private Optional<Integer> heads = Optional.empty();

    @Mixin
    private final PacksCommand.Where where = new PacksCommand.Where();

    @Override
    public Integer call() throws IOException {
        return NewPack.make(spec, where.newPacks(), this::draft);
    }

    private EncoderDraft draft() throws IOException {
        PackLicence licence = options.requireLicence();
        TorchSettings settings = new TorchSettings(options.requireSpacing(), scaling(), whole(pixels), whole(heads));
        Optional<TorchFamily> asked = architecture.map(PacksImportTorchCommand::family);
        TorchCheckpoint weights = TorchCheckpoint.read(file);
        ForeignEncoder encoder = asked.orElseGet(() -> TorchFamily.of(weights)).convert(weights, settings);
        String sha256 = ModelPack.sha256(Files.readAllBytes(file));
        return ImportedCard.draft(
                encoder, options.nameOr(file), licence, List.of(file.getFileName() + ", sha256 " + sha256));
    }

    private static OptionalInt whole(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private Optional<ByteScaling> scaling() {
        if (mean.isEmpty() != deviation.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "--mean and --std belong together");
        }
        return mean.isEmpty() ? Optional.empty() : Optional.of(ByteScaling.ofMeans(mean, deviation));
    }

    private static TorchFamily family(String word) {
        return TorchFamily.all().stream()
                .filter(family -> family.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new CliException(
                        ExitCode.USAGE,
                        "--arch is "
                                + TorchFamily.all().stream()
                                        .map(TorchFamily::word)
                                        .collect(Collectors.joining(", ")) + ", not '" + word + "'"));
    }
}
