package org.acinus.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.quality.Artefact;
import org.acinus.quality.CheckedTiles;
import org.acinus.quality.QualityLimits;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.jpeg.ChromaSubsampling;
import org.acinus.wsi.synthetic.SyntheticSlide;
import org.acinus.wsi.synthetic.artefact.ArtefactLayout;
import org.acinus.wsi.synthetic.artefact.ArtefactRequest;
import org.acinus.wsi.synthetic.artefact.PaintedArtefact;
import org.acinus.wsi.synthetic.artefact.PaintedKind;
import org.acinus.wsi.synthetic.artefact.PaintedPicture;
import org.acinus.wsi.write.PixelSource;
import org.acinus.wsi.write.PyramidLayout;
import org.acinus.wsi.write.PyramidSpec;
import org.acinus.wsi.write.PyramidWriter;
import org.acinus.wsi.write.encode.JpegEngine;
import org.acinus.wsi.write.encode.TileCompression;

/// Holds the artefact checks against artefacts that were painted.
///
/// A tile is spoilt where at least twice the limit of a kind (at most all of it) was painted, clean where nothing
/// was; tiles between are not counted. What is measured is what a run does: the tile is left out.
final class QualityBench {
    private static final int TILE_PIXELS = 256;
    private static final double SPACING_MICRONS = 0.5;

    /// The truth is looked up at this many points of a tile, along each axis: every 4 µm.
    private static final int POINTS = 32;

    private final PaintedPicture picture;

    private final List<ArtefactRequest> requests;

    /// Paints.
    ///
    /// @param tissue what is painted on
    /// @param requests what is painted
    /// @param copies of each
    QualityBench(PixelSource tissue, List<ArtefactRequest> requests, int copies, long seed) {
        this.requests = List.copyOf(requests);
        List<PaintedArtefact> artefacts = ArtefactLayout.place(tissue, SPACING_MICRONS, requests, copies, seed);
        this.picture = new PaintedPicture(tissue, artefacts);
    }

    /// One kind's figures; shares are 0 to 1.
    ///
    /// @param artefact as it was asked for
    /// @param tiles that it spoils
    /// @param sensitivity share of those left out for it
    /// @param leftOutForAny share of those left out for any reason of quality
    /// @param falseAlarms share of the clean tiles left out for its kind
    record Line(String artefact, int tiles, double sensitivity, double leftOutForAny, double falseAlarms) {}

    /// All figures.
    record Report(int cleanTiles, double cleanTilesLeftOut, List<Line> lines) {
        Report {
            lines = List.copyOf(lines);
        }
    }

    /// Writes the painted slide as scanners do.
    void write(Path file) throws IOException {
        PyramidSpec form = new PyramidSpec(
                TILE_PIXELS,
                PyramidSpec.APERIO_STEP,
                1200,
                new TileCompression.Jpeg(75, ChromaSubsampling.C422, JpegEngine.fastest()),
                PyramidLayout.APERIO);
        new PyramidWriter(form, Runtime.getRuntime().availableProcessors())
                .write(picture, SyntheticSlide.drawn("painted", SPACING_MICRONS), file, (done, total) -> {});
    }

    /// Checks the written slide.
    Report check(Path file, QualityLimits limits) {
        Tally tally = new Tally(limits, requests);
        try (Slide slide = SlideFormats.installed().open(file)) {
            CheckedTiles tiles = CheckedTiles.of(
                    slide,
                    TilingSpec.of(TILE_PIXELS, SPACING_MICRONS),
                    new ClassicalTissueDetector(),
                    Optional.of(limits));
            tiles.candidates().forEach(tile -> tally.add(tile, truth(tile.frame())));
        }
        return tally.report();
    }

    /// Share of a tile that each artefact was painted on.
    private Map<ArtefactRequest, Double> truth(TileFrame tile) {
        Map<ArtefactRequest, Double> shares = new HashMap<>();
        for (int i = 0; i < POINTS; i++) {
            for (int j = 0; j < POINTS; j++) {
                picture.at(
                                tile.x0() + (i + 0.5) * tile.width0() / POINTS,
                                tile.y0() + (j + 0.5) * tile.height0() / POINTS)
                        .ifPresent(artefact -> shares.merge(artefact.what(), 1.0 / (POINTS * POINTS), Double::sum));
            }
        }
        return shares;
    }

    private static final class Tally {
        private final QualityLimits limits;
        private final Map<ArtefactRequest, int[]> spoilt = new LinkedHashMap<>();
        private final Map<Artefact, Integer> alarms = new EnumMap<>(Artefact.class);
        private int clean;
        private int leftOut;

        Tally(QualityLimits limits, List<ArtefactRequest> requests) {
            this.limits = limits;
            requests.forEach(request -> spoilt.put(request, new int[3]));
        }

        void add(CheckedTiles.Candidate tile, Map<ArtefactRequest, Double> truth) {
            boolean isBare = tile.verdict() instanceof CheckedTiles.Verdict.NoTissue
                    || tile.verdict() instanceof CheckedTiles.Verdict.LittleTissue;
            if (isBare) {
                // Tissue that is painted white is found missing, which is as good.
                truth.forEach((request, share) -> {
                    if (request.kind() == PaintedKind.NEAR_WHITE && share > 0.999) {
                        count(request, true, true);
                    }
                });
                return;
            }
            Optional<Artefact> found = tile.verdict() instanceof CheckedTiles.Verdict.Spoilt(Artefact kind)
                    ? Optional.of(kind)
                    : Optional.empty();
            if (truth.isEmpty()) {
                clean++;
                leftOut += found.isPresent() ? 1 : 0;
                found.ifPresent(kind -> alarms.merge(kind, 1, Integer::sum));
                return;
            }
            truth.forEach((request, share) -> {
                Artefact kind = Artefact.valueOf(request.kind().name());
                if (share >= Math.min(0.999, 2 * limits.mostOfTile().getOrDefault(kind, 1.0))) {
                    count(request, found.isPresent() && found.get() == kind, found.isPresent());
                }
            });
        }

        private void count(ArtefactRequest request, boolean asIt, boolean atAll) {
            int[] counts = spoilt.computeIfAbsent(request, first -> new int[3]);
            counts[0]++;
            counts[1] += asIt ? 1 : 0;
            counts[2] += atAll ? 1 : 0;
        }

        Report report() {
            List<Line> lines = new ArrayList<>();
            spoilt.forEach((request, counts) -> lines.add(new Line(
                    request.label(),
                    counts[0],
                    counts[1] / (double) counts[0],
                    counts[2] / (double) counts[0],
                    alarms.getOrDefault(Artefact.valueOf(request.kind().name()), 0) / (double) clean)));
            return new Report(clean, leftOut / (double) clean, lines);
        }
    }
}
