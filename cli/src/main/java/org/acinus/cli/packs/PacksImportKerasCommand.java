package org.acinus.cli.packs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.convert.ByteScaling;
import org.acinus.mil.pack.convert.EncoderDraft;
import org.acinus.mil.pack.convert.ForeignEncoder;
import org.acinus.mil.pack.convert.GleasonMobileNet;
import org.acinus.mil.pack.convert.ImportedCard;
import org.acinus.mil.pack.convert.KerasNetwork;
import org.acinus.mil.pack.keras.KerasFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `packs import-keras`: a Keras model becomes an encoder or a tile classifier.
@Command(
        name = "import-keras",
        description = {
            "Make a pack of a Keras model in an HDF5 file, without Python.",
            "",
            "The model is a chain of convolutions such as MobileNet; its global average is the embedding, and with"
                    + " --classes its softmax makes the pack a tile classifier. Bytes go in as byte / 127.5 - 1. The"
                    + " published Gleason model (MobileNet_Gleason_weights.h5) is known by its hash and needs no"
                    + " options."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus packs import-keras MobileNet_Gleason_weights.h5",
            "  ./acinus packs import-keras mine.h5 --spacing 0.5 --licence MIT --classes benign,tumour"
        })
public final class PacksImportKerasCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The model, saved whole (model.save), not its weights alone.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private Path file;

    @Mixin
    private final ImportOptions options = new ImportOptions();

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description = "Names of the outputs, in their order, the first benign; none leaves the classifier out.")
    private List<String> classes = List.of();

    @Mixin
    private final PacksCommand.Where where = new PacksCommand.Where();

    @Override
    public Integer call() throws IOException {
        return NewPack.make(spec, where.newPacks(), this::draft);
    }

    private EncoderDraft draft() throws IOException {
        String sha256 = ModelPack.sha256(Files.readAllBytes(file));
        KerasFile keras = KerasFile.read(file);
        if (sha256.equals(GleasonMobileNet.SHA256)) {
            options.refuseForKnown(GleasonMobileNet.NAME);
            return GleasonMobileNet.draft(keras, options.name().orElse(GleasonMobileNet.NAME));
        }
        PackLicence licence = options.requireLicence();
        ForeignEncoder encoder =
                KerasNetwork.convert(keras, ByteScaling.MINUS_ONE_TO_ONE, options.requireSpacing(), classes);
        return ImportedCard.draft(
                encoder, options.nameOr(file), licence, List.of(file.getFileName() + ", sha256 " + sha256));
    }
}
