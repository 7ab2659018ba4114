package org.acinus.pipeline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.calibrate.novelty.NormLimit;
import org.acinus.mil.calibrate.novelty.Novelty;
import org.acinus.mil.calibrate.novelty.TrainingNorm;
import org.acinus.mil.djl.EncoderPackMaker;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.djl.InferenceDevice;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.TrainingNormFile;
import org.acinus.mil.pack.convert.GleasonMobileNet;
import org.acinus.mil.pack.keras.KerasFile;
import org.acinus.pipeline.stage.FeatureStage;
import org.acinus.quality.CheckedTiles;
import org.acinus.quality.QualityLimits;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.wsi.ProstateFields;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How far real prostate fields and a slide of skin are from the Gleason classifier's training, by the pipeline's
/// own tissue, artefact checks, tiles and features; and that the limit is what [NormLimit]'s rule makes of the
/// fields alone, of which each is within the limit of the others.
///
/// Writes its figures to `target/training-norm-fields.md`.
class TrainingNormFieldsTest {
    private static final double[] SPACINGS = {0.5, 0.4, 0.6};

    @TempDir
    Path folder;

    @Test
    void theLimitComesFromTheFieldsAloneAndSkinLiesBeyondIt() throws Exception {
        ModelPack pack = EncoderPackMaker.make(
                GleasonMobileNet.draft(
                        KerasFile.read(SharedData.require("models/arvaniti-gleason/MobileNet_Gleason_weights.h5")),
                        "gleason-mobilenet"),
                folder.resolve("packs"));
        double limit = TrainingNormFile.spec(pack).orElseThrow().limit();
        Map<Double, List<Double>> fields = new LinkedHashMap<>();
        double skin;
        try (FeatureExtractor extractor = new GoldenCheck(folder).open(pack, InferenceDevice.cpu(), 2)) {
            for (double spacing : SPACINGS) {
                List<Double> distances = new ArrayList<>();
                for (String field : ProstateFields.NAMES) {
                    Path file = folder.resolve(field + "-" + spacing + ".svs");
                    ProstateFields.wrap(ProstateFields.image(field), spacing, file);
                    distances.add(distance(file, pack, extractor));
                }
                fields.put(spacing, distances);
            }
            skin = distance(SharedData.cmuSlide(), pack, extractor);
        }
        report(fields, skin, limit);

        List<Double> assumed = fields.getOrDefault(0.5, List.of());
        assertThat(NormLimit.of(assumed)).isCloseTo(limit, within(0.001));
        for (int left = 0; left < assumed.size(); left++) {
            assertThat(assumed.get(left)).isLessThan(NormLimit.of(without(assumed, left)));
        }
        // At other spacings than the assumed one: one field, at 0.4, lies on the limit.
        assertThat(fields.values().stream()
                        .flatMap(List::stream)
                        .filter(distance -> distance > limit)
                        .count())
                .isLessThanOrEqualTo(1);
        // Never used to find the limit.
        assertThat(skin).isGreaterThan(limit);
    }

    private double distance(Path file, ModelPack pack, FeatureExtractor extractor)
            throws IOException, InterruptedException {
        TrainingNorm norm = TrainingNormFile.read(pack).orElseThrow();
        try (Slide slide = SlideFormats.installed().open(file);
                ClassicalTissueDetector detector = new ClassicalTissueDetector()) {
            TilingSpec tiling =
                    TilingSpec.of(pack.encoder().inputPixels(), pack.encoder().spacingMicrons());
            CheckedTiles checked = CheckedTiles.of(slide, tiling, detector, Optional.of(QualityLimits.DEFAULT));
            FeatureStage stage = new FeatureStage(extractor, folder.resolve("bags"), "tissue/1");
            TileFeatures embedded = stage.embed(
                    "%064x".formatted(file.hashCode() & 0xFFFFFFFFL), slide, checked.plan(), (done, total) -> {});
            return norm.distance(Novelty.embedding(embedded.features()));
        }
    }

    private static List<Double> without(List<Double> all, int left) {
        return IntStream.range(0, all.size())
                .filter(i -> i != left)
                .mapToObj(all::get)
                .toList();
    }

    private static void report(Map<Double, List<Double>> fields, double skin, double limit) throws IOException {
        StringBuilder table = new StringBuilder("| µm/px |");
        ProstateFields.NAMES.forEach(name -> table.append(' ').append(name).append(" |"));
        table.append(" rule |\n|")
                .append("---|".repeat(ProstateFields.NAMES.size() + 2))
                .append('\n');
        fields.forEach((spacing, distances) -> {
            table.append(String.format(Locale.ROOT, "| %.1f |", spacing));
            distances.forEach(distance -> table.append(String.format(Locale.ROOT, " %.3f |", distance)));
            table.append(String.format(Locale.ROOT, " %.3f |%n", NormLimit.of(distances)));
        });
        List<Double> assumed = fields.getOrDefault(0.5, List.of());
        table.append("| others' rule at 0.5 |");
        for (int left = 0; left < assumed.size(); left++) {
            table.append(String.format(Locale.ROOT, " %.3f |", NormLimit.of(without(assumed, left))));
        }
        table.append(String.format(Locale.ROOT, " |%nCMU-1-Small-Region (skin): %.3f; limit %.3f%n", skin, limit));
        Files.writeString(Path.of("target/training-norm-fields.md"), table);
    }
}
