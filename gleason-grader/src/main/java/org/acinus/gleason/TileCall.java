package org.acinus.gleason;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.acinus.gleason.pattern.PatternMap;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.mil.calibrate.novelty.NormSpec;
import org.acinus.mil.calibrate.review.ReviewFacts;
import org.acinus.mil.calibrate.review.ReviewReason;
import org.acinus.mil.calibrate.review.ReviewRule;
import org.acinus.outcome.Assessment;

/// Turns the patterns of a slide's tiles into a call, without a head.
///
/// The slide's probability of cancer is [PatternMap#tumourProbability], so cancer is called above one half, which
/// is where the map has tumour. Nearer to it than [#MARGIN] a person has to look, and so wherever the pack cannot
/// tell tissue that it does not know. No distribution over grades: tiles are not independent, and nobody has
/// calibrated their probabilities for slides. Immutable, thread-safe.
///
/// @param norm how unlike its training tissue may be, where the pack can tell
public record TileCall(Optional<NormSpec> norm) {
    /// What is called cancer.
    public static final double THRESHOLD = 0.5;

    /// As of heads that are not calibrated.
    public static final double MARGIN = 0.1;

    /// What the tiles say of one slide.
    ///
    /// @param map all classified tiles
    /// @param strideMillimetres from one tile's left edge to the next one's
    /// @param evidence with the distance of the slide's mean embedding, where the pack can tell
    public Verdict judge(PatternMap map, double strideMillimetres, SlideEvidence evidence) {
        PatternReading reading = PatternReading.of(map, strideMillimetres);
        OptionalDouble found = map.tumourProbability();
        double probability = found.orElse(0);
        boolean cancer = !map.tumour().isEmpty();
        Assessment assessment = new Assessment(
                probability,
                OptionalInt.of(reading.gradeGroup()),
                List.of(),
                cancer ? probability : 1 - probability,
                Optional.of(reading));
        return new Verdict(assessment, cancer, reasons(found, evidence));
    }

    private List<ReviewReason> reasons(OptionalDouble probability, SlideEvidence evidence) {
        List<ReviewReason> reasons = new ArrayList<>();
        if (probability.isEmpty()) {
            reasons.add(new ReviewReason.PiecesTooSmall(PatternMap.LEAST_PIECE));
        }
        if (norm.isEmpty()) {
            reasons.add(new ReviewReason.NothingToCompare());
        }
        reasons.addAll(ReviewRule.reasons(new ReviewFacts(
                probability.orElse(0),
                THRESHOLD,
                MARGIN,
                Optional.empty(),
                2,
                Optional.empty(),
                norm.map(NormSpec::limit)
                        .map(limit ->
                                new ReviewFacts.Limited(evidence.distance().orElse(Double.NaN), limit)),
                evidence.tiles(),
                evidence.unreadable())));
        return reasons;
    }
}
