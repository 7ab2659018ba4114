package org.acinus.quality;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.TissueDetector;
import org.acinus.tissue.TissueTiles;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.PixelSpacing;

/// A slide's grid with what is known of tissue and of artefacts under each tile: the tiles that go on to the model are
/// those where both agree.
///
/// @param coarse the grid and the tissue of the coarsest useful level
/// @param quality the artefacts; empty where nobody asked
/// @param limits what is borne of them
public record CheckedTiles(TissueTiles coarse, Optional<QualityMap> quality, QualityLimits limits) {
    private static final String VERSION = "quality/2";

    /// One tile of the grid.
    ///
    /// @param tissue share of its footprint that is tissue, 0 to 1
    /// @param scores of each kind of artefact, 0 to 1, as [QualityMap#scores] has them; only kinds that are there
    /// @param verdict whether it goes on to the model
    public record Candidate(TileFrame frame, double tissue, Map<Artefact, Double> scores, Verdict verdict) {}

    /// Why a tile is taken or left.
    public sealed interface Verdict {
        /// It goes on to the model.
        record Included() implements Verdict {}

        /// No tissue at all.
        record NoTissue() implements Verdict {}

        /// Some tissue, but less than asked for.
        record LittleTissue() implements Verdict {}

        /// Enough tissue, but more of an artefact than is borne.
        ///
        /// @param kind the one that is farthest beyond its limit
        record Spoilt(Artefact kind) implements Verdict {}

        /// The word for it in `tiles.csv`; empty for an included tile.
        default String word() {
            return switch (this) {
                case Included included -> "";
                case NoTissue none -> "NO_TISSUE";
                case LittleTissue little -> "LITTLE_TISSUE";
                case Spoilt(Artefact kind) -> kind.name();
            };
        }
    }

    /// Finds a slide's tissue at its coarsest useful level and, where asked, looks closer at the middle level.
    ///
    /// @param limits empty for no artefact checks and no closer look
    /// @throws org.acinus.wsi.SlideException as [TissueTiles#of]
    public static CheckedTiles of(
            Slide slide, TilingSpec spec, TissueDetector detector, Optional<QualityLimits> limits) {
        TissueTiles coarse = TissueTiles.of(slide, spec, detector);
        if (limits.isEmpty()) {
            return new CheckedTiles(coarse, Optional.empty(), QualityLimits.DEFAULT);
        }
        PixelSpacing spacing = slide.metadata()
                .spacing()
                .known()
                .orElseThrow(() -> new IllegalStateException("A grid was laid over a slide of unknown spacing"));
        QualityMap map = QualityMap.of(slide, spacing, coarse.overview(), coarse.mask());
        return new CheckedTiles(coarse, Optional.of(map), limits.get());
    }

    /// The grid and its tissue, as sharp as it was looked at.
    public TissueTiles tissue() {
        return quality.map(map -> new TissueTiles(coarse.overview(), map.tissue(), coarse.grid()))
                .orElse(coarse);
    }

    /// Names everything that chooses the tiles: part of what identifies a bag of features.
    public static String selector(TissueDetector detector, Optional<QualityLimits> limits) {
        return limits.map(given ->
                        detector.name() + " " + VERSION + (given.equals(QualityLimits.DEFAULT) ? "" : " " + given))
                .orElse(detector.name());
    }

    /// Every tile of the grid, row by row.
    public Stream<Candidate> candidates() {
        return tissue().candidates().map(this::check);
    }

    private Candidate check(TissueTiles.Candidate candidate) {
        TileFrame frame = candidate.frame();
        return switch (candidate.verdict()) {
            case NO_TISSUE -> new Candidate(frame, 0, Map.of(), new Verdict.NoTissue());
            case LITTLE_TISSUE -> new Candidate(frame, candidate.tissue(), scores(frame), new Verdict.LittleTissue());
            case INCLUDED -> {
                Map<Artefact, Double> scores = scores(frame);
                Verdict verdict =
                        worst(scores).<Verdict>map(Verdict.Spoilt::new).orElseGet(Verdict.Included::new);
                yield new Candidate(frame, candidate.tissue(), scores, verdict);
            }
        };
    }

    private Map<Artefact, Double> scores(TileFrame frame) {
        return quality.map(map -> map.scores(frame)).orElse(Map.of());
    }

    /// The kind that is farthest beyond its limit, as a multiple of it.
    private Optional<Artefact> worst(Map<Artefact, Double> scores) {
        return scores.entrySet().stream()
                .filter(score -> score.getValue() > tileLimit(score.getKey()))
                .max(Comparator.comparingDouble(score -> score.getValue() / Math.max(1e-6, tileLimit(score.getKey()))))
                .map(Map.Entry::getKey);
    }

    private double tileLimit(Artefact kind) {
        return limits.mostOfTile().getOrDefault(kind, 1.0);
    }

    /// The tiles that go on to the model.
    public TilePlan plan() {
        return new TilePlan(
                coarse.grid(),
                matching(candidate -> candidate.verdict() instanceof Verdict.Included)
                        .map(Candidate::frame)
                        .toList());
    }

    /// The tiles with enough tissue that are left out for an artefact, row by row.
    public List<Candidate> spoilt() {
        return matching(candidate -> candidate.verdict() instanceof Verdict.Spoilt)
                .toList();
    }

    private Stream<Candidate> matching(Predicate<Candidate> wanted) {
        return candidates().filter(wanted);
    }

    /// How much of the slide's tissue is spoilt, where anybody asked.
    public Optional<QualitySummary> summary() {
        return quality.map(QualityMap::summary);
    }

    /// The kind of which the slide as a whole has more than is borne: the one farthest beyond its limit.
    public Optional<Artefact> spoilsSlide() {
        return summary()
                .flatMap(summary -> summary.shares().entrySet().stream()
                        .filter(share -> share.getValue() > limits.mostOfSlide().getOrDefault(share.getKey(), 1.0))
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey));
    }
}
