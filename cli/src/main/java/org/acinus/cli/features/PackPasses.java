package org.acinus.cli.features;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.djl.ExtractorSettings;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.features.FeaturePrecision;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.pipeline.stage.FeatureStage;
import org.acinus.stain.Staining;
import org.acinus.tiling.TilingSpec;

/// Several encoders, opened, and how many passes over a slide they take: one for each kind of tile they want.
///
/// Tiles of two sizes or spacings are not made from each other, even where one spacing is a multiple of the
/// other: they would not be the pixels that a run with one pack gives. Whoever opened it closes it.
record PackPasses(List<Pass> passes, List<FeatureExtractor> extractors) implements AutoCloseable {

    /// One pass over a slide.
    ///
    /// @param tiling the tiles to read
    /// @param stage embeds them with all of the pass's encoders
    /// @param packs their names
    record Pass(TilingSpec tiling, FeatureStage stage, List<String> packs) {}

    /// Opens encoders.
    ///
    /// @param tissueDetector name of whoever chooses the tiles
    /// @param stain how colours are brought to the reference
    /// @param out where bags go; of several packs, each has a folder of its name and version in it
    static PackPasses open(
            List<ModelPack> encoders,
            ExtractorSettings settings,
            String tissueDetector,
            Path out,
            FeaturePrecision precision,
            Staining stain) {
        List<FeatureExtractor> extractors = new ArrayList<>();
        Map<TilingSpec, List<FeatureStage.Target>> byTiling = new LinkedHashMap<>();
        try {
            GoldenCheck check = new GoldenCheck(CacheFolder.path());
            for (ModelPack pack : encoders) {
                FeatureExtractor extractor = check.open(pack, settings);
                extractors.add(extractor);
                EncoderSpec spec = pack.encoder();
                Path folder = encoders.size() == 1
                        ? out
                        : out.resolve(
                                pack.manifest().name() + "-" + pack.manifest().version());
                byTiling.computeIfAbsent(
                                TilingSpec.of(spec.inputPixels(), spec.spacingMicrons()), any -> new ArrayList<>())
                        .add(new FeatureStage.Target(extractor, folder));
            }
        } catch (RuntimeException refused) {
            extractors.forEach(FeatureExtractor::close);
            throw refused;
        }
        List<Pass> passes = byTiling.entrySet().stream()
                .map(entry -> new Pass(
                        entry.getKey(),
                        new FeatureStage(entry.getValue(), tissueDetector, precision, stain),
                        entry.getValue().stream()
                                .map(target -> target.extractor().pack().name())
                                .toList()))
                .toList();
        return new PackPasses(passes, List.copyOf(extractors));
    }

    /// What runs on what, and in how many passes: one line each.
    List<String> describe() {
        List<String> lines = extractors.stream()
                .map(each -> each.pack().name() + " " + each.pack().version() + " by " + each.engine() + " on "
                        + each.device() + ", batches of " + each.batchTiles())
                .collect(Collectors.toCollection(ArrayList::new));
        if (passes.size() > 1) {
            lines.add(passes.size() + " passes over each slide, since the packs want different tiles: "
                    + passes.stream().map(PackPasses::describe).collect(Collectors.joining("; ")));
        }
        return List.copyOf(lines);
    }

    private static String describe(Pass pass) {
        return String.join(", ", pass.packs()) + " " + pass.tiling().tilePixels() + " px at "
                + pass.tiling().spacingMicrons() + " µm";
    }

    @Override
    public void close() {
        extractors.forEach(FeatureExtractor::close);
    }
}
