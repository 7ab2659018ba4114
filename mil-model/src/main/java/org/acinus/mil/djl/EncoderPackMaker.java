package org.acinus.mil.djl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.convert.EncoderDraft;

/// Finishes an imported encoder: the engine loads the graph, checks its shapes, and what it answers to inputs drawn
/// by formula becomes the pack's golden answers.
public final class EncoderPackMaker {
    private static final double TOLERANCE = 5e-4;

    /// Features whose answers are kept of each input; a wrong graph changes them all.
    private static final int FEATURES = 24;

    private EncoderPackMaker() {}

    /// Makes a pack.
    ///
    /// @param packs folder of packs, in which the pack gets a folder of its name and version
    /// @return the pack, which answers as it says
    /// @throws InvalidPackException where the graph cannot be run, or another pack lies in its place
    public static ModelPack make(EncoderDraft draft, Path packs) {
        try {
            Path temporary = Files.createTempDirectory("acinus-import");
            try {
                // The engine loads packs, so the draft becomes one for as long as it takes to ask it.
                GoldenCase none = new GoldenCase(new GoldenInput.Zeros(), List.of(0), List.of(0.0));
                ModelPack unproven = draft.write(temporary.resolve("draft"), List.of(none), TOLERANCE);
                List<GoldenCase> golden = answers(unproven);
                ModelPack pack = draft.write(packs.resolve(draft.name() + "-" + draft.version()), golden, TOLERANCE);
                try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1)) {
                    GoldenCheck.run(pack, extractor);
                }
                return pack;
            } finally {
                delete(temporary);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The imported pack " + draft.name() + " cannot be written", unwritable);
        }
    }

    private static List<GoldenCase> answers(ModelPack pack) {
        EncoderSpec encoder = pack.encoder();
        List<GoldenCase> cases = new ArrayList<>();
        try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1)) {
            for (GoldenInput input :
                    List.of(new GoldenInput.Zeros(), new GoldenInput.Ones(), new GoldenInput.Ramp(1))) {
                List<Float> answer = GoldenCheck.answer(pack, input, extractor);
                List<Integer> places = telling(answer, encoder.dimension());
                cases.add(new GoldenCase(
                        input,
                        places,
                        places.stream().map(place -> rounded(answer.get(place))).toList()));
            }
        }
        return cases;
    }

    /// The features that say most, all class probabilities, in order.
    private static List<Integer> telling(List<Float> answer, int dimension) {
        Comparator<Integer> byStrength = Comparator.comparingDouble(place -> -Math.abs(answer.get(place)));
        return Stream.concat(
                        IntStream.range(0, dimension).boxed().sorted(byStrength).limit(FEATURES),
                        IntStream.range(dimension, answer.size()).boxed())
                .sorted()
                .toList();
    }

    private static double rounded(float value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> entries = Files.walk(root)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
