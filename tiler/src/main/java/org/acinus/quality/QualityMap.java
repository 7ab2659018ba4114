package org.acinus.quality;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.acinus.tiling.TileFrame;
import org.acinus.tissue.GlassColour;
import org.acinus.tissue.Overview;
import org.acinus.tissue.TissueMask;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.PixelSpacing;

/// What a slide's middle level shows: tissue, sharper than the coarse mask has it, and artefacts, one kind a cell.
///
/// Immutable, thread-safe; about two bytes for every 64 µm² of the slide.
public final class QualityMap {
    private static final Artefact[] KINDS = Artefact.values();

    private final byte[] cells;
    private final TissueMask tissue;
    private final QualitySummary summary;

    QualityMap(byte[] cells, TissueMask tissue, double cellMicrons) {
        this.cells = cells;
        this.tissue = tissue;
        this.summary = summarise(cellMicrons * cellMicrons);
    }

    /// Looks at the middle level of a slide, about 2 µm a pixel, where a coarser mask found tissue. The level is read
    /// in blocks on two threads and never held.
    ///
    /// @param overview of the same slide, for the colour of its glass
    /// @param coarse where to look
    /// @throws org.acinus.wsi.CorruptSlideException where the slide cannot be read any longer; parts that do not
    ///     decode are tissue of the coarse mask without artefacts, so that their tiles are tried and counted
    public static QualityMap of(Slide slide, PixelSpacing spacing0, Overview overview, TissueMask coarse) {
        CellRaster raster = CellRaster.over(slide, spacing0);
        Findings findings = MiddlePass.over(raster, coarse, GlassColour.of(overview));
        byte[] cells = ArtefactPainter.paint(findings);
        TissueMask tissue = SharpTissue.of(findings, coarse);
        return new QualityMap(cells, tissue, raster.cellMicrons());
    }

    private QualitySummary summarise(double cellMicrons2) {
        long[] counts = new long[KINDS.length];
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                byte kind = cells[y * width() + x];
                if (kind != 0 && tissue.at(x, y)) {
                    counts[kind - 1]++;
                }
            }
        }
        Map<Artefact, Double> shares = new EnumMap<>(Artefact.class);
        for (Artefact kind : KINDS) {
            shares.put(kind, counts[kind.code() - 1] / (double) Math.max(1, tissue.count()));
        }
        return new QualitySummary(tissue.count() * cellMicrons2 / 1e6, shares);
    }

    /// The tissue, with its artefacts: what is under ink is tissue too.
    public TissueMask tissue() {
        return tissue;
    }

    /// How much of the tissue is spoilt.
    public QualitySummary summary() {
        return summary;
    }

    /// Width in cells.
    public int width() {
        return tissue.width();
    }

    /// Height in cells.
    public int height() {
        return tissue.height();
    }

    /// Level-0 pixels per cell.
    public double pixels0PerCell() {
        return tissue.pixels0PerPixel();
    }

    /// What a cell shows.
    public Optional<Artefact> at(int x, int y) {
        byte kind = cells[y * width() + x];
        return kind == 0 ? Optional.empty() : Optional.of(KINDS[kind - 1]);
    }

    /// The scores of a tile: the share of its tissue that shows each kind, 0 to 1, and of its whole footprint that is
    /// near white, by the cells whose middles lie in it; kinds that are not there at all are left out.
    public Map<Artefact, Double> scores(TileFrame tile) {
        double scale = pixels0PerCell();
        int left = first(tile.x0() / scale, width());
        int top = first(tile.y0() / scale, height());
        int right = Math.max(left + 1, first((tile.x0() + tile.width0()) / scale, width()));
        int bottom = Math.max(top + 1, first((tile.y0() + tile.height0()) / scale, height()));
        int[] counts = new int[KINDS.length + 1];
        int ofTissue = 0;
        for (int y = top; y < Math.min(bottom, height()); y++) {
            for (int x = left; x < Math.min(right, width()); x++) {
                byte kind = cells[y * width() + x];
                boolean isTissue = tissue.at(x, y);
                ofTissue += isTissue ? 1 : 0;
                if (kind != 0 && (isTissue || kind == Artefact.NEAR_WHITE.code())) {
                    counts[kind]++;
                }
            }
        }
        return scores(counts, ofTissue, (double) (right - left) * (bottom - top));
    }

    private static Map<Artefact, Double> scores(int[] counts, int ofTissue, double footprint) {
        Map<Artefact, Double> scores = new EnumMap<>(Artefact.class);
        for (Artefact kind : KINDS) {
            if (counts[kind.code()] > 0) {
                scores.put(kind, counts[kind.code()] / (kind == Artefact.NEAR_WHITE ? footprint : ofTissue));
            }
        }
        return Collections.unmodifiableMap(scores);
    }

    /// The first cell whose middle lies at or beyond an edge.
    private static int first(double edge, int count) {
        return (int) Math.clamp(Math.ceil(edge - 0.5), 0.0, count);
    }
}
