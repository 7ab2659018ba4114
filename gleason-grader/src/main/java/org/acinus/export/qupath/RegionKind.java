package org.acinus.export.qupath;

import java.util.Optional;
import org.acinus.heatmap.HeatScale;
import org.acinus.outcome.TileResult;

/// The regions of a slide that are drawn round.
enum RegionKind {
    /// Every tile in which tissue was found, whatever became of it.
    TISSUE("tiled tissue", 0x4A6A4A),
    /// Tiles of a Gleason pattern; without patterns, tiles that speak for cancer at least as strongly as the second
    /// step of [TileClass].
    HOT_SPOT("hot spot", 0xB3261E);

    private final String label;
    private final int rgb;

    RegionKind(String label, int rgb) {
        this.label = label;
        this.rgb = rgb;
    }

    String label() {
        return label;
    }

    /// Packed as `0xRRGGBB`.
    int rgb() {
        return rgb;
    }

    /// This kind where the tile belongs to it.
    Optional<RegionKind> of(TileResult tile, HeatScale scale) {
        boolean belongs = switch (this) {
            case TISSUE -> true;
            case HOT_SPOT ->
                switch (TileClass.of(tile, scale)) {
                    case GLEASON_3, GLEASON_4, GLEASON_5, CANCER_STRONG, CANCER_MEDIUM -> true;
                    case BENIGN, CANCER_WEAK, NONE, BENIGN_WEAK, BENIGN_MEDIUM, BENIGN_STRONG, EXCLUDED, UNREADABLE ->
                        false;
                };
        };
        return belongs ? Optional.of(this) : Optional.empty();
    }
}
