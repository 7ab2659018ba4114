package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.mil.FeatureMaps;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.convert.ForeignEncoder;
import org.acinus.mil.pack.convert.ImportedCard;
import org.acinus.mil.pack.convert.torch.TorchFamily;
import org.acinus.mil.pack.convert.torch.TorchSettings;
import org.acinus.mil.pack.torch.TorchCheckpoint;

/// Imports checkpoints of `src/test/torch/oracle.py` and compares embeddings with those that PyTorch computed.
final class TorchCases {
    private static final GoldenInput RAMP = new GoldenInput.Ramp(1);

    private TorchCases() {}

    /// What PyTorch said of a case.
    static JsonNode answer(Path json) throws IOException {
        return new JsonMapper().readTree(json.toFile());
    }

    static ModelPack importCheckpoint(
            Path checkpoint, JsonNode answer, OptionalInt heads, Optional<String> family, Path packs) {
        ForeignEncoder encoder = convert(checkpoint, answer, heads, family);
        String name = String.valueOf(checkpoint.getFileName()).replace(".pth", "");
        return EncoderPackMaker.make(
                ImportedCard.draft(encoder, name, new PackLicence("CC0-1.0", true, true), List.of("random")), packs);
    }

    private static ForeignEncoder convert(
            Path checkpoint, JsonNode answer, OptionalInt heads, Optional<String> family) {
        TorchCheckpoint weights = TorchCheckpoint.read(checkpoint);
        TorchSettings settings = new TorchSettings(
                0.5, Optional.empty(), OptionalInt.of(answer.get("pixels").asInt()), heads);
        TorchFamily found = family.map(word -> TorchFamily.all().stream()
                        .filter(one -> one.word().equals(word))
                        .findFirst()
                        .orElseThrow())
                .orElseGet(() -> TorchFamily.of(weights));
        return found.convert(weights, settings);
    }

    /// Embeds the tile of the oracle, and another beside it.
    ///
    /// @return the greatest difference from PyTorch's embedding, relative to its greatest value
    static double difference(ModelPack pack, JsonNode answer) {
        int pixels = pack.encoder().inputPixels();
        byte[] ramp = new byte[3 * pixels * pixels];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) RAMP.byteAt(i);
        }
        try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 2);
                TestingTileBatch batch = new TestingTileBatch(pixels, List.of(new byte[ramp.length], ramp))) {
            float[] embeddings = extractor.extract(batch).features().toArray();
            JsonNode wanted = answer.get("embedding");
            int dimension = wanted.size();
            assertThat(embeddings).hasSize(2 * dimension);
            double greatest = 0;
            double difference = 0;
            for (int i = 0; i < dimension; i++) {
                double value = wanted.get(i).asDouble();
                greatest = Math.max(greatest, Math.abs(value));
                difference = Math.max(difference, Math.abs(value - embeddings[dimension + i]));
            }
            FeatureMaps maps = extractor.maps(batch);
            assertThat(maps.tiles()).isEqualTo(2);
            assertThat(maps.channels()).isEqualTo(dimension);
            return difference / greatest;
        }
    }
}
