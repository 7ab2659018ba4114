package org.acinus.mil.calibrate.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.calibrate.PredictionSet;

/// Decides whether a person must look at a slide, from [ReviewFacts] alone.
public final class ReviewRule {
    /// With a greater share of unreadable tiles than this a person must look.
    private static final double UNREADABLE_SHARE = 0.05;

    private ReviewRule() {}

    /// All reasons, the gravest last; empty where the head's call may stand.
    public static List<ReviewReason> reasons(ReviewFacts facts) {
        List<ReviewReason> reasons = new ArrayList<>();
        // A NaN probability is near every threshold.
        if (!(Math.abs(facts.cancerProbability() - facts.threshold()) >= facts.margin())) {
            reasons.add(new ReviewReason.NearThreshold(facts.cancerProbability(), facts.margin(), facts.threshold()));
        }
        facts.plausible().flatMap(set -> doubt(set, facts.widestSet())).ifPresent(reasons::add);
        facts.deviation()
                .filter(ReviewFacts.Limited::exceeded)
                .ifPresent(found -> reasons.add(new ReviewReason.MembersDisagree(found.value(), found.limit())));
        facts.distance()
                .filter(ReviewFacts.Limited::exceeded)
                .ifPresent(found -> reasons.add(new ReviewReason.UnlikeTraining(found.value(), found.limit())));
        if (facts.unreadable() > UNREADABLE_SHARE * facts.tiles()) {
            reasons.add(new ReviewReason.UnreadableTiles(facts.unreadable(), facts.tiles()));
        }
        return List.copyOf(reasons);
    }

    private static Optional<ReviewReason> doubt(PredictionSet set, int widest) {
        if (set.classes().isEmpty()) {
            return Optional.of(new ReviewReason.NothingPlausible());
        }
        if (set.abstains()) {
            return Optional.of(new ReviewReason.Undecided());
        }
        return set.classes().size() > widest ? Optional.of(new ReviewReason.WideSet(set.classes())) : Optional.empty();
    }
}
