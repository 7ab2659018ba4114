package org.acinus.export.qupath;

import java.util.List;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.heatmap.HeatColours;
import org.acinus.heatmap.HeatScale;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.TileScore;

/// The classes into which tiles fall in QuPath: by the Gleason pattern that a tile classifier calls
/// ([PatternProbabilities#call]), else by their influence ([HeatScale]), strongest for cancer first.
///
/// QuPath colours objects by class, so this is the heatmap in seven steps, without a script. The limits are the
/// ticks of the heatmap's legend.
enum TileClass {
    GLEASON_5("Gleason 5", 0x8E0152),
    GLEASON_4("Gleason 4", 0xE6550D),
    GLEASON_3("Gleason 3", 0xF2C200),
    BENIGN("benign", 0x3A9A5B),
    CANCER_STRONG("towards cancer, strong", colour(1)),
    CANCER_MEDIUM("towards cancer, medium", colour(0.7)),
    CANCER_WEAK("towards cancer, weak", colour(0.4)),
    NONE("no influence", colour(0)),
    BENIGN_WEAK("towards benign, weak", colour(-0.4)),
    BENIGN_MEDIUM("towards benign, medium", colour(-0.7)),
    BENIGN_STRONG("towards benign, strong", colour(-1)),
    EXCLUDED("excluded", 0x808080),
    UNREADABLE("unreadable", 0x101010);

    private static final double STRONG = 10;
    private static final double MEDIUM = 3;
    private static final double WEAK = 1;

    private final String label;
    private final int rgb;

    TileClass(String label, int rgb) {
        this.label = label;
        this.rgb = rgb;
    }

    /// The class of a tile.
    static TileClass of(TileResult tile, HeatScale scale) {
        return switch (tile.state()) {
            case EXCLUDED -> EXCLUDED;
            case UNREADABLE -> UNREADABLE;
            case SCORED -> {
                TileScore score = tile.score().orElseThrow();
                yield score.patterns().map(TileClass::of).orElseGet(() -> of(scale.influence(score)));
            }
        };
    }

    private static TileClass of(PatternProbabilities patterns) {
        return patterns.call()
                .map(pattern -> switch (pattern) {
                    case G3 -> GLEASON_3;
                    case G4 -> GLEASON_4;
                    case G5 -> GLEASON_5;
                })
                .orElse(BENIGN);
    }

    private static TileClass of(double influence) {
        TileClass cancer = atLeast(influence, List.of(CANCER_STRONG, CANCER_MEDIUM, CANCER_WEAK));
        return cancer == NONE ? atLeast(-influence, List.of(BENIGN_STRONG, BENIGN_MEDIUM, BENIGN_WEAK)) : cancer;
    }

    private static TileClass atLeast(double influence, List<TileClass> strongMediumWeak) {
        if (influence >= STRONG) {
            return strongMediumWeak.get(0);
        }
        if (influence >= MEDIUM) {
            return strongMediumWeak.get(1);
        }
        return influence >= WEAK ? strongMediumWeak.get(2) : NONE;
    }

    private static int colour(double position) {
        return HeatColours.rgb(position);
    }

    /// What QuPath's list of classes says. No colon: QuPath parts derived classes there.
    String label() {
        return label;
    }

    /// Packed as `0xRRGGBB`.
    int rgb() {
        return rgb;
    }
}
