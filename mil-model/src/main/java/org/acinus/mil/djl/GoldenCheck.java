package org.acinus.mil.djl;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.TileOutput;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets a loaded encoder or tissue network prove that it answers what its maker saw.
///
/// A passed check is remembered in the cache under pack, engine and device, all to the byte or the version,
/// so that the next start need not repeat it. Thread-safe.
public final class GoldenCheck {
    private static final Logger LOG = LoggerFactory.getLogger(GoldenCheck.class);

    private static final FeatureMatrix NO_CLASSES = new FeatureMatrix(new float[0], 0, 1);

    private final Path passed;

    /// A check that remembers in `golden` of this folder.
    ///
    /// @param cache the cache's root
    public GoldenCheck(Path cache) {
        passed = cache.resolve("golden");
    }

    /// Opens an encoder and has it prove itself, unless this pack has done so on this engine and device
    /// before.
    ///
    /// @param pack an encoder
    /// @param device to run on
    /// @param threads that compute, at least 1
    /// @return the extractor, which the caller closes
    /// @throws InvalidPackException where an answer is not the expected one
    /// @throws DeviceUnavailableException where the device refuses to take the model
    public TileEncoder open(ModelPack pack, InferenceDevice device, int threads) {
        return proven(pack, InferenceEngine.AUTO.open(pack, device, threads, OptionalInt.empty()));
    }

    /// Opens an encoder on every device of the settings, where each copy proves itself.
    ///
    /// @param pack an encoder
    /// @return the extractor, which the caller closes
    /// @throws InvalidPackException where an answer is not the expected one
    /// @throws DeviceUnavailableException where a device refuses to take the model
    public FeatureExtractor open(ModelPack pack, ExtractorSettings settings) {
        List<TileEncoder> members = new ArrayList<>();
        try {
            for (InferenceDevice device : settings.devices()) {
                members.add(
                        proven(pack, settings.engine().open(pack, device, settings.threads(), settings.batchTiles())));
            }
            return members.size() == 1 ? members.getFirst() : new ExtractorGroup(members);
        } catch (RuntimeException refused) {
            members.forEach(TileEncoder::close);
            throw refused;
        }
    }

    /// Opens a tissue network and has it prove itself, unless this pack has done so on this engine before.
    ///
    /// @param pack a tissue pack
    /// @return the network, which the caller closes
    /// @throws org.acinus.mil.pack.PackMismatchException where it is no tissue pack
    /// @throws InvalidPackException where an answer is not the expected one
    public TissueNetwork openTissue(ModelPack pack) {
        TissueNetwork network = TissueNetwork.unproven(pack);
        try {
            once(pack, network.engine(), InferenceDevice.cpu().name(), network::prove);
            return network;
        } catch (RuntimeException refused) {
            network.close();
            throw refused;
        }
    }

    private TileEncoder proven(ModelPack pack, TileEncoder extractor) {
        try {
            once(pack, extractor.engine(), extractor.device(), () -> run(pack, extractor));
            return extractor;
        } catch (RuntimeException refused) {
            extractor.close();
            throw refused;
        }
    }

    /// @param check throws where an answer is not the expected one, else gives the greatest difference
    private void once(ModelPack pack, String engine, String device, DoubleSupplier check) {
        Path mark = passed.resolve(key(pack, engine, device));
        if (!Files.exists(mark)) {
            double difference = check.getAsDouble();
            LOG.info("Pack {} answers as expected on {} (greatest difference {})", pack, device, difference);
            remember(mark, pack);
        }
    }

    /// Has a pack answer its golden cases on every engine that it has a file for, whatever is remembered.
    ///
    /// @param pack an encoder
    /// @return the greatest difference of a value from the expected one
    /// @throws InvalidPackException where it is above the pack's tolerance
    public static double prove(ModelPack pack, InferenceDevice device) {
        List<InferenceEngine> engines = new ArrayList<>();
        pack.encoder().onnx().ifPresent(file -> engines.add(InferenceEngine.ONNX));
        pack.encoder().torchscript().ifPresent(file -> engines.add(InferenceEngine.PYTORCH));
        double greatest = 0;
        for (InferenceEngine engine : engines) {
            try (TileEncoder extractor = engine.open(pack, device, 1, OptionalInt.of(1))) {
                greatest = Math.max(greatest, run(pack, extractor));
            }
        }
        return greatest;
    }

    /// Runs all golden cases, whatever is remembered.
    ///
    /// @param pack that the extractor runs
    /// @return the greatest difference of a value from the expected one
    /// @throws InvalidPackException where it is above the pack's tolerance
    public static double run(ModelPack pack, TileEncoder extractor) {
        GoldenSpec golden = pack.manifest().golden();
        double greatest = 0;
        for (GoldenCase wanted : golden.cases()) {
            List<Float> answer = answer(pack, wanted.input(), extractor);
            for (int i = 0; i < wanted.indices().size(); i++) {
                int index = wanted.indices().get(i);
                if (index >= answer.size()) {
                    throw new InvalidPackException("Pack " + pack + ": golden index " + index + " is beyond the "
                            + answer.size() + " numbers of an answer");
                }
                double difference = Math.abs(answer.get(index) - wanted.values().get(i));
                // Not a comparison with >, which a NaN would pass.
                if (!(difference <= golden.toleranceAbsolute())) {
                    throw new InvalidPackException(String.format(
                            Locale.ROOT,
                            "Pack %s does not compute what its maker saw: input %s, number %d is %s instead of %s; do"
                                    + " not use it on this machine",
                            pack,
                            wanted.input(),
                            index,
                            answer.get(index),
                            wanted.values().get(i)));
                }
                greatest = Math.max(greatest, difference);
            }
        }
        return greatest;
    }

    /// What an encoder answers to one tile drawn by formula: the embedding, then a classifier's
    /// probabilities.
    ///
    /// @throws InvalidPackException where the engine cannot run it on such a tile
    static List<Float> answer(ModelPack pack, GoldenInput input, TileEncoder extractor) {
        EncoderSpec encoder = pack.encoder();
        int bytes = Math.multiplyExact(3 * encoder.inputPixels(), encoder.inputPixels());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pixels = arena.allocate(bytes);
            for (int i = 0; i < bytes; i++) {
                pixels.set(ValueLayout.JAVA_BYTE, i, (byte) input.byteAt(i));
            }
            TileOutput output = encoded(pack, extractor, pixels);
            List<Float> answer = new ArrayList<>();
            for (FeatureMatrix part :
                    List.of(output.features(), output.classes().orElse(NO_CLASSES))) {
                for (float value : part.toArray()) {
                    answer.add(value);
                }
            }
            return answer;
        }
    }

    private static TileOutput encoded(ModelPack pack, TileEncoder extractor, MemorySegment pixels) {
        try {
            return extractor.encode(pixels, 1);
        } catch (EngineException | IllegalArgumentException refused) {
            throw EngineWords.refusal(pack, refused);
        }
    }

    private static String key(ModelPack pack, String engine, String device) {
        return pack.id().sha256().substring(0, 32) + "-"
                + (engine + "-" + System.getProperty("os.arch") + "-" + device).replaceAll("[^A-Za-z0-9.-]", "_");
    }

    private static void remember(Path mark, ModelPack pack) {
        try {
            Files.createDirectories(mark.resolveSibling("."));
            Path draft = Files.createTempFile(mark.resolveSibling("."), ".passed-", "");
            Files.writeString(draft, pack + " " + pack.id().sha256() + "\n");
            Files.move(draft, mark, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException readOnly) {
            LOG.warn("The golden check of pack {} passed but cannot be remembered: {}", pack, readOnly.toString());
        }
    }
}
