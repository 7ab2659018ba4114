package org.acinus.heatmap;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.State;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.outcome.TileSource;

/// What a colour of the heatmap means. The scale is fixed, so that one colour says the same on every slide.
///
/// A tile's *influence* is its contribution to the slide's cancer log-odds times the number of scored tiles: the
/// log-odds that the slide would get if every tile weighed and spoke like this one (less the head's bias). Of a
/// head, the mean influence of a slide's tiles is therefore the slide's own log-odds, whatever the number of tiles.
/// Of a tile classifier without head it is the tile's own log-odds of tumour, averaged with its neighbours'; there
/// the slide is called by its likeliest piece of tumour, not by the mean of all. Attention alone would not do: it
/// says where the model looked, but not which way that spoke.
///
/// Influence spans orders of magnitude, because attention does. Its place on the scale is `sign(v) * ln(1 + |v|)
/// / ln(1 + 30)`, from -1 (benign) over 0 (no influence) to +1 (cancer); beyond 30 the colour stays.
///
/// @param scoredTiles number of tiles that the model scored
public record HeatScale(int scoredTiles) {
    /// Influence at which the colour saturates.
    public static final double LIMIT = 30;

    /// Influences that a legend names, from benign to cancer.
    public static final List<Integer> TICKS = List.of(-30, -10, -3, -1, 0, 1, 3, 10, 30);

    public HeatScale {
        if (scoredTiles < 0) {
            throw new IllegalArgumentException("A slide cannot have " + scoredTiles + " scored tiles");
        }
    }

    /// The scale for one slide.
    ///
    /// @param tiles all tiles of the slide, scored or not
    public static HeatScale of(List<TileResult> tiles) {
        return new HeatScale((int)
                tiles.stream().filter(tile -> tile.state() == State.SCORED).count());
    }

    /// The scale for one slide, counted in one pass.
    ///
    /// @throws IOException where the tiles cannot be read
    public static HeatScale of(TileSource tiles) throws IOException {
        AtomicInteger scored = new AtomicInteger();
        tiles.forEach(tile -> {
            if (tile.state() == State.SCORED) {
                scored.incrementAndGet();
            }
        });
        return new HeatScale(scored.get());
    }

    /// Log-odds towards cancer that the slide would get if every tile were like this one.
    ///
    /// @throws IllegalArgumentException where the contribution is no finite number: no colour could be true
    public double influence(TileScore score) {
        if (!Float.isFinite(score.contribution())) {
            throw new IllegalArgumentException("The model pack gave a tile the contribution " + score.contribution());
        }
        return (double) score.contribution() * scoredTiles;
    }

    /// How often a tile gets the attention that an even spread would give it; 1 is neither more nor less.
    public double relativeAttention(TileScore score) {
        return (double) score.attention() * scoredTiles;
    }

    /// Place on the scale, -1 to 1.
    public static double position(double influence) {
        double place = Math.signum(influence) * Math.log1p(Math.abs(influence)) / Math.log1p(LIMIT);
        return Math.clamp(place, -1, 1);
    }
}
