package org.acinus.pipeline.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.acinus.gleason.PatternColumns;
import org.acinus.gleason.SlideEvidence;
import org.acinus.gleason.TileCall;
import org.acinus.gleason.Verdict;
import org.acinus.gleason.pattern.PatternMap;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.gleason.pattern.PatternTile;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.calibrate.novelty.Novelty;
import org.acinus.mil.calibrate.novelty.TrainingNorm;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.TrainingNormFile;
import org.acinus.mil.pack.onnx.ClassWeights;

/// The path that sees tiles: a classifier of Gleason patterns. Immutable, thread-safe.
///
/// @param columns which output is which pattern
/// @param call what makes patterns a call
/// @param norm tells tissue that the classifier was not trained on, where the pack has it
record TilePath(PatternColumns columns, TileCall call, Optional<TrainingNorm> norm) {
    private static final double MICRONS_PER_MILLIMETRE = 1000;

    /// What a tile says of the slide is its own log-odds of tumour over the number of tiles; beyond these odds a
    /// softmax in floats says nothing more.
    private static final double SUREST = 1e-6;

    /// The path of an encoder, where it classifies Gleason patterns.
    static Optional<TilePath> of(ModelPack encoder) {
        return encoder.manifest()
                .encoder()
                .flatMap(EncoderSpec::classes)
                .flatMap(classes -> PatternColumns.of(classes.names()))
                .map(columns -> new TilePath(
                        columns, new TileCall(TrainingNormFile.spec(encoder)), TrainingNormFile.read(encoder)));
    }

    /// What the classifier said of each tile.
    List<PatternProbabilities> patterns(TileFeatures embedded) {
        return IntStream.range(0, embedded.tiles().size())
                .mapToObj(tile -> columns.at(embedded.classes().orElseThrow(), tile))
                .toList();
    }

    /// How a tile's log-odds of its likeliest pattern against benign change with its features: a difference of two rows
    /// of the last layer.
    FeatureMatrix featureWeights(ClassWeights weights, TileFeatures embedded, List<Integer> rows) {
        List<PatternProbabilities> said = patterns(embedded);
        int channels = embedded.features().dimension();
        float[] differences = new float[Math.multiplyExact(rows.size(), channels)];
        for (int i = 0; i < rows.size(); i++) {
            int pattern = columns.likeliestPattern(said.get(rows.get(i)));
            for (int channel = 0; channel < channels; channel++) {
                differences[i * channels + channel] =
                        weights.at(pattern, channel) - weights.at(columns.benign(), channel);
            }
        }
        return new FeatureMatrix(differences, rows.size(), channels);
    }

    /// The map of a slide's tiles.
    static PatternMap map(TileFeatures embedded, List<PatternProbabilities> patterns) {
        return PatternMap.of(IntStream.range(0, patterns.size())
                .mapToObj(tile -> new PatternTile(embedded.tiles().get(tile), patterns.get(tile)))
                .toList());
    }

    /// What the tiles make of the slide.
    ///
    /// @param strideMicrons from one tile's left edge to the next one's
    Verdict judge(PatternMap map, TileFeatures embedded, double strideMicrons) {
        OptionalDouble distance = norm.map(
                        known -> OptionalDouble.of(known.distance(Novelty.embedding(embedded.features()))))
                .orElseGet(OptionalDouble::empty);
        int unreadable = embedded.unreadable().size();
        return call.judge(
                map,
                strideMicrons / MICRONS_PER_MILLIMETRE,
                new SlideEvidence(distance, embedded.tiles().size() + unreadable, unreadable));
    }

    /// What a tile adds to the slide where no head weighs it: were all tiles like this one, the slide's log-odds
    /// would be this one's.
    ///
    /// @param smoothed of the tile and its neighbours
    static float contribution(PatternProbabilities smoothed, int tiles) {
        double tumour = Math.clamp(smoothed.tumour(), SUREST, 1 - SUREST);
        return (float) (Math.log(tumour / (1 - tumour)) / tiles);
    }
}
