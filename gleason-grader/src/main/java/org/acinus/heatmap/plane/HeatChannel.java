package org.acinus.heatmap.plane;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.heatmap.HeatColours;
import org.acinus.heatmap.HeatScale;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.TileScore;

/// One number that tiles have, and what it means.
///
/// @param name what a viewer lists
/// @param meaning unit, range and sense, kept in the file
/// @param rgb the channel's colour, packed as `0xRRGGBB`
/// @param value of a scored tile; NaN where it has none
public record HeatChannel(String name, String meaning, int rgb, ToDoubleFunction<TileScore> value) {
    /// Name of the channel that says what spoke for the answer.
    public static final String INFLUENCE = "Influence";

    /// Name of the channel that says where the model looked.
    public static final String ATTENTION = "Attention";

    private static final int YELLOW = 0xFFC000;
    private static final int ORANGE = 0xE8710A;
    private static final int GREEN = 0x2E7D32;
    private static final int VIOLET = 0x7B1FA2;
    private static final int GREY = 0x9E9E9E;

    /// The channels that a slide's tiles can fill: influence and attention always, the others where some tile has the
    /// number.
    public static List<HeatChannel> of(List<TileResult> tiles) {
        HeatScale scale = HeatScale.of(tiles);
        HeatChannel influence = new HeatChannel(
                INFLUENCE,
                "contribution to the slide's cancer log-odds x scored tiles: the log-odds that the slide would get if"
                        + " every tile were like this one (of a tile classifier without head, the tile's own log-odds of"
                        + " tumour, averaged with its neighbours'); above 0 towards cancer, below 0 towards benign; one scale for"
                        + " every slide, shown from -30 to 30",
                HeatColours.rgb(1),
                scale::influence);
        HeatChannel attention = new HeatChannel(
                ATTENTION,
                "share of the slide's attention, 0 to 1; all tiles add up to 1",
                YELLOW,
                TileScore::attention);
        Stream<HeatChannel> perhaps = Stream.of(
                        probability(
                                "Tumour probability", "of tumour in the tile", ORANGE, TileScore::cancerProbability),
                        pattern(
                                "Benign probability",
                                "of no tumour in the tile",
                                HeatColours.rgb(-1),
                                PatternProbabilities::benign),
                        pattern("G3 probability", "of Gleason pattern 3", GREEN, PatternProbabilities::g3),
                        pattern("G4 probability", "of Gleason pattern 4", VIOLET, PatternProbabilities::g4),
                        pattern(
                                "G5 probability",
                                "of Gleason pattern 5",
                                HeatColours.rgb(0.7),
                                PatternProbabilities::g5),
                        new HeatChannel(
                                "Uncertainty",
                                "how undecided the tile classifier is, 0 to 1 (entropy of its classes over the largest"
                                        + " possible)",
                                GREY,
                                score -> score.uncertainty().orElse(Double.NaN)))
                .filter(channel -> tiles.stream().anyMatch(tile -> !Double.isNaN(channel.of(tile))));
        return Stream.concat(Stream.of(influence, attention), perhaps).toList();
    }

    private static HeatChannel probability(String name, String of, int rgb, Function<TileScore, OptionalDouble> value) {
        return new HeatChannel(
                name,
                "probability, 0 to 1, " + of,
                rgb,
                score -> value.apply(score).orElse(Double.NaN));
    }

    private static HeatChannel pattern(String name, String of, int rgb, ToDoubleFunction<PatternProbabilities> value) {
        return new HeatChannel(
                name,
                "probability, 0 to 1, " + of,
                rgb,
                score -> score.patterns().map(value::applyAsDouble).orElse(Double.NaN));
    }

    /// The number of a tile; NaN where it was not scored or has none.
    public double of(TileResult tile) {
        Optional<TileScore> score = tile.score();
        return score.isPresent() ? value.applyAsDouble(score.get()) : Double.NaN;
    }
}
