package org.acinus.heatmap;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.acinus.outcome.TileResult;

/// Which number of the tiles a heatmap shows, and by what colours. Every scale is fixed, so that one colour says
/// the same on every slide.
///
/// @param title what the legend says of it
/// @param low words at the legend's left end
/// @param high words at the legend's right end
/// @param signed whether the scale has two sides, from -1 to 1; else it runs from 0 to 1
/// @param ticks places that the legend names
/// @param rgb colour of the right end of a scale of one side, packed as `0xRRGGBB`
/// @param place of a scored tile on the scale; NaN where it has no number
public record HeatView(
        String title,
        String low,
        String high,
        boolean signed,
        List<Tick> ticks,
        int rgb,
        ToDoubleFunction<TileResult> place) {
    private static final int PALE = 0xEBEBEB;

    public HeatView {
        ticks = List.copyOf(ticks);
    }

    /// A named place on the scale.
    public record Tick(double place, String label) {}

    /// What speaks for the answer and what against it: see [HeatScale].
    public static HeatView influence(HeatScale scale) {
        return new HeatView(
                "Influence of a tile: contribution to the cancer log-odds × tiles",
                "towards benign",
                "towards cancer",
                true,
                HeatScale.TICKS.stream()
                        .map(tick -> new Tick(HeatScale.position(tick), label(tick)))
                        .toList(),
                0,
                tile -> tile.score()
                        .map(score -> HeatScale.position(scale.influence(score)))
                        .orElse(Double.NaN));
    }

    /// Where the model looked, whichever way it spoke: how often the attention of an even spread, on
    /// the upper half of the scale of influence.
    public static HeatView attention(HeatScale scale, int rgb) {
        return new HeatView(
                "Attention of a tile: how often that of an even spread",
                "none",
                "much",
                false,
                List.of(0, 1, 3, 10, 30).stream()
                        .map(times -> new Tick(HeatScale.position(times), "×" + times))
                        .toList(),
                rgb,
                tile -> tile.score()
                        .map(score -> HeatScale.position(scale.relativeAttention(score)))
                        .orElse(Double.NaN));
    }

    /// A number from 0 to 1.
    ///
    /// @param value of a tile; NaN where it has none
    public static HeatView share(String title, int rgb, ToDoubleFunction<TileResult> value) {
        return new HeatView(
                title,
                "0",
                "1",
                false,
                List.of(0.0, 0.25, 0.5, 0.75, 1.0).stream()
                        .map(share -> new Tick(share, String.format(Locale.ROOT, "%.2f", share)))
                        .toList(),
                rgb,
                tile -> Math.clamp(value.applyAsDouble(tile), 0, 1));
    }

    private static String label(int tick) {
        return tick < 0 ? "−" + -tick : tick > 0 ? "+" + tick : "0";
    }

    /// Colour and opacity of a place on the scale.
    Color colour(double at) {
        if (signed) {
            return HeatColours.translucent(at);
        }
        int red = mix(rgb >> 16 & 255, PALE >> 16 & 255, at);
        int green = mix(rgb >> 8 & 255, PALE >> 8 & 255, at);
        return new Color(red, green, mix(rgb & 255, PALE & 255, at), HeatColours.opacity(at));
    }

    private static int mix(int end, int pale, double at) {
        return (int) Math.round(at * end + (1 - at) * pale);
    }

    /// Place on the legend's bar, 0 to 1.
    double along(double at) {
        return signed ? (at + 1) / 2 : at;
    }

    /// The place that a part of the legend's bar shows.
    double at(double along) {
        return signed ? 2 * along - 1 : along;
    }
}
