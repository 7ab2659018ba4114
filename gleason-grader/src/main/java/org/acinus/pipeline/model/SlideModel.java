package org.acinus.pipeline.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.acinus.export.PackNotice;
import org.acinus.gleason.Cascade;
import org.acinus.gleason.Verdict;
import org.acinus.gleason.pattern.PatternMap;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.gleason.pattern.PatternTile;
import org.acinus.mil.BagClassifier;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.djl.ExtractorSettings;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackMismatchException;
import org.acinus.mil.pack.onnx.ClassWeights;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.pipeline.RunConfiguration;
import org.acinus.tiling.TileAddress;

/// What is asked of slides, loaded on a device and checked against its golden answers: a head on its encoder's
/// features, a classifier of Gleason patterns by its tiles alone, or a head on a classifier's features, which is both.
///
/// One thread at a time. Whoever opened it closes it.
public final class SlideModel implements AutoCloseable {
    private final ModelPack asked;
    private final RunConfiguration configuration;
    private final FeatureExtractor extractor;
    private final Optional<HeadPath> head;
    private final Optional<TilePath> tiles;

    private SlideModel(
            ModelPack asked,
            ModelPack encoder,
            FeatureExtractor extractor,
            Optional<HeadPath> head,
            Optional<TilePath> tiles) {
        this.asked = asked;
        this.configuration = RunConfiguration.of(asked, encoder);
        this.extractor = extractor;
        this.head = head;
        this.tiles = tiles;
    }

    /// Loads a head with its encoder, or a tile classifier.
    ///
    /// @param asked a head or a tile classifier
    /// @param encoder the head's; a tile classifier is its own
    /// @param settings how the encoder is run
    /// @param cache where passed golden checks are remembered
    /// @throws org.acinus.mil.pack.PackException where a pack does not answer as it should, or cannot be asked this
    public static SlideModel open(ModelPack asked, ModelPack encoder, ExtractorSettings settings, Path cache) {
        Optional<TilePath> tiles = TilePath.of(encoder);
        boolean headed = asked.manifest().kind() == PackKind.HEAD;
        if (headed) {
            asked.requireEncoder(encoder.id());
        } else if (tiles.isEmpty()) {
            throw new PackMismatchException("Pack " + asked
                    + " does not tell benign tissue and Gleason patterns 3, 4 and 5 apart, so it cannot grade a slide"
                    + " by itself; name a head");
        }
        FeatureExtractor extractor = new GoldenCheck(cache).open(encoder, settings);
        try {
            Optional<HeadPath> head = headed ? Optional.of(HeadPath.open(asked)) : Optional.empty();
            return new SlideModel(asked, encoder, extractor, head, tiles);
        } catch (RuntimeException | Error failure) {
            extractor.close();
            throw failure;
        }
    }

    /// What decides a result besides the slide.
    public RunConfiguration configuration() {
        return configuration;
    }

    /// What every output says of the model.
    public PackNotice notice() {
        return PackNotice.of(asked);
    }

    /// Embeds tiles.
    public FeatureExtractor extractor() {
        return extractor;
    }

    /// Classifies bags, where a head is asked.
    public Optional<BagClassifier> classifier() {
        return head.map(HeadPath::classifier);
    }

    /// Asks the model for a slide.
    ///
    /// @param embedded at least one tile
    /// @param strideMicrons from one tile's left edge to the next one's
    public ModelAnswer ask(TileFeatures embedded, double strideMicrons) {
        Optional<List<PatternProbabilities>> patterns = tiles.map(path -> path.patterns(embedded));
        Optional<PatternMap> map = patterns.map(known -> TilePath.map(embedded, known));
        Optional<Verdict> byTiles = tiles.flatMap(path -> map.map(known -> path.judge(known, embedded, strideMicrons)));
        if (head.isEmpty()) {
            return new ModelAnswer(
                    byTiles.orElseThrow().outcome(), scores(embedded, patterns.orElseThrow(), map.orElseThrow()));
        }
        BagPrediction prediction = head.get().classifier().classify(embedded.features());
        Verdict byHead = head.get().judge(prediction, embedded);
        Verdict joined = byTiles.map(said -> Cascade.join(byHead, said)).orElse(byHead);
        return new ModelAnswer(joined.outcome(), scores(prediction, patterns));
    }

    /// What looks inside tiles: how the evidence for cancer changes with their features.
    ///
    /// @param rows of the embedded tiles
    /// @return one row for each of `rows`: the gradient of the evidence with respect to the tile's embedding
    /// @throws PackMismatchException where a tile classifier does not say where its classes' weights are
    public FeatureMatrix featureWeights(TileFeatures embedded, List<Integer> rows) {
        if (head.isPresent()) {
            return head.get().classifier().evidenceGradients(embedded.features(), rows);
        }
        return tiles.orElseThrow().featureWeights(ClassWeights.of(asked), embedded, rows);
    }

    private static List<TileScore> scores(BagPrediction prediction, Optional<List<PatternProbabilities>> patterns) {
        return IntStream.range(0, prediction.attention().size())
                .mapToObj(tile -> {
                    float attention = prediction.attention().get(tile);
                    float contribution = prediction.contributions().get(tile);
                    return patterns.map(known -> TileScore.classified(attention, contribution, known.get(tile)))
                            .orElseGet(() -> new TileScore(attention, contribution, OptionalDouble.empty()));
                })
                .toList();
    }

    private static List<TileScore> scores(TileFeatures embedded, List<PatternProbabilities> patterns, PatternMap map) {
        Map<TileAddress, PatternProbabilities> smoothed = new HashMap<>();
        for (PatternTile tile : map.tiles()) {
            smoothed.put(tile.frame().address(), tile.probabilities());
        }
        int count = patterns.size();
        return IntStream.range(0, count)
                .mapToObj(tile -> TileScore.classified(
                        1f / count,
                        TilePath.contribution(
                                smoothed.getOrDefault(embedded.tiles().get(tile).address(), patterns.get(tile)), count),
                        patterns.get(tile)))
                .toList();
    }

    @Override
    public void close() {
        try (extractor) {
            head.ifPresent(HeadPath::close);
        }
    }
}
