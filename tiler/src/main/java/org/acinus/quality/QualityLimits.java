package org.acinus.quality;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How much of each kind of artefact is borne. Immutable.
///
/// The defaults: a tile is left out where a quarter of its tissue lies double or half of it is out of focus or has
/// lost its colour, but where only a tenth of it is ink, since ink draws a model's attention more than any tissue
/// does; the dark edges of bubbles and cover slips are thin, so a fiftieth of a tile is one that crosses it. White
/// counts only where next to nothing else is there. A slide is to be scanned again where half of its tissue shows
/// one kind.
///
/// @param mostOfTile share of a tile's tissue (of its footprint for white), 0 to 1, beyond which the tile is left out;
///     every kind is there
/// @param mostOfSlide share of a slide's tissue, 0 to 1, beyond which the slide gets no diagnosis
public record QualityLimits(Map<Artefact, Double> mostOfTile, Map<Artefact, Double> mostOfSlide) {
    /// What holds where nothing else is asked for.
    public static final QualityLimits DEFAULT = defaults();

    /// Checks the limits; kinds that are not stated get 1, which nothing is beyond.
    public QualityLimits {
        mostOfTile = complete(mostOfTile);
        mostOfSlide = complete(mostOfSlide);
    }

    private static QualityLimits defaults() {
        Map<Artefact, Double> tile = new EnumMap<>(Artefact.class);
        Map<Artefact, Double> slide = new EnumMap<>(Artefact.class);
        for (Artefact kind : Artefact.values()) {
            tile.put(
                    kind,
                    switch (kind) {
                        case BLUE_INK, GREEN_INK, BLACK_INK, RED_INK, NEAR_BLACK -> 0.1;
                        case AIR_BUBBLE, COVER_SLIP_EDGE -> 0.02;
                        case FOLD -> 0.25;
                        case OUT_OF_FOCUS, SATURATION_LOSS -> 0.5;
                        case NEAR_WHITE -> 0.9;
                    });
            slide.put(kind, 0.5);
        }
        return new QualityLimits(tile, slide);
    }

    private static Map<Artefact, Double> complete(Map<Artefact, Double> stated) {
        Map<Artefact, Double> all = new EnumMap<>(Artefact.class);
        for (Artefact kind : Artefact.values()) {
            double limit = stated.getOrDefault(kind, 1.0);
            if (!(limit >= 0 && limit <= 1)) {
                throw new IllegalArgumentException(
                        "The limit of " + kind.key() + " must be a share, 0 to 1, not " + limit);
            }
            all.put(kind, limit);
        }
        return Collections.unmodifiableMap(all);
    }

    /// The same with another limit for tiles.
    public QualityLimits withTile(Artefact kind, double most) {
        return new QualityLimits(with(mostOfTile, kind, most), mostOfSlide);
    }

    /// The same with another limit for slides.
    public QualityLimits withSlide(Artefact kind, double most) {
        return new QualityLimits(mostOfTile, with(mostOfSlide, kind, most));
    }

    private static Map<Artefact, Double> with(Map<Artefact, Double> limits, Artefact kind, double most) {
        Map<Artefact, Double> changed = new EnumMap<>(limits);
        changed.put(kind, most);
        return changed;
    }

    /// The limits as one line of text, the same for equal limits: part of what identifies a result.
    @Override
    public String toString() {
        return "tile " + mostOfTile + ", slide " + mostOfSlide;
    }
}
