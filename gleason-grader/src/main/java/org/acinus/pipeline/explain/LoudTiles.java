package org.acinus.pipeline.explain;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.acinus.heatmap.HeatScale;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.wsi.metadata.PixelSpacing;

/// A slide's scored tiles by how loud they spoke. Immutable, thread-safe.
final class LoudTiles {
    private static final double MICRONS_PER_MILLIMETRE = 1000;

    private final Map<TileAddress, TileScore> scores = new HashMap<>();
    private final HeatScale scale;

    LoudTiles(SlideResult result) {
        for (TileResult tile : result.tiles()) {
            tile.score().ifPresent(score -> scores.put(tile.frame().address(), score));
        }
        scale = new HeatScale(scores.size());
    }

    /// The tiles that spoke loudest one way, loudest first; those that spoke the other way or not at all are none of
    /// them.
    ///
    /// @param sign 1 towards cancer, -1 towards benign
    List<TileFrame> loudest(List<TileFrame> tiles, int sign, int most) {
        record Voice(TileFrame frame, double loud) {}
        return tiles.stream()
                .filter(frame -> scores.containsKey(frame.address()))
                .map(frame -> new Voice(frame, sign * (double) score(frame).contribution()))
                .filter(voice -> voice.loud() > 0)
                .sorted(Comparator.comparingDouble(Voice::loud).reversed())
                .limit(most)
                .map(Voice::frame)
                .toList();
    }

    /// A tile's place on the heatmap's scale.
    double influence(TileFrame frame) {
        return scale.influence(score(frame));
    }

    /// How loud a tile was, and where it lies.
    ///
    /// @param spacing of level 0
    List<String> words(TileFrame frame, PixelSpacing spacing) {
        return List.of(
                words(influence(frame)),
                String.format(Locale.ROOT, "attention ×%.1f", scale.relativeAttention(score(frame))),
                place(frame, spacing));
    }

    /// A place on the heatmap's scale, with the minus sign that the heatmap's own legend has.
    static String words(double influence) {
        return String.format(Locale.ROOT, "influence %+.1f", influence).replace('-', '−');
    }

    /// Where a tile's middle lies.
    static String place(TileFrame frame, PixelSpacing spacing) {
        return String.format(
                Locale.ROOT,
                "at %.2f, %.2f mm",
                (frame.x0() + frame.width0() / 2) * spacing.xMicrons() / MICRONS_PER_MILLIMETRE,
                (frame.y0() + frame.height0() / 2) * spacing.yMicrons() / MICRONS_PER_MILLIMETRE);
    }

    private TileScore score(TileFrame frame) {
        return Objects.requireNonNull(scores.get(frame.address()));
    }
}
