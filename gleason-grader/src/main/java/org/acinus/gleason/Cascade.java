package org.acinus.gleason;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.gleason.pattern.GleasonScore;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.mil.calibrate.review.ReviewReason;
import org.acinus.outcome.Assessment;

/// Joins the two paths to a grade: a head that sees the slide as a whole, and the patterns of its tiles.
///
/// The head's call, probability and grade stand; the score, the shares and the extent are the tiles'. A binary
/// head's grade is the tiles' one. Where the two disagree, on cancer or on the grade group, a person has to look.
public final class Cascade {
    private Cascade() {}

    /// What both together say.
    ///
    /// @param head with its own reasons for review
    /// @param tiles of the same slide; of its reasons only those that doubt the tissue count here
    public static Verdict join(Verdict head, Verdict tiles) {
        PatternReading reading = tiles.assessment().patterns().orElseThrow();
        List<ReviewReason> reasons = new ArrayList<>(head.reasons());
        tiles.reasons().stream()
                .filter(reason -> reason instanceof ReviewReason.UnlikeTraining
                        || reason instanceof ReviewReason.NothingToCompare
                        || reason instanceof ReviewReason.PiecesTooSmall)
                .forEach(reasons::add);
        disagreement(head, tiles, reading).ifPresent(reasons::add);
        return new Verdict(head.assessment().with(grade(head, tiles), reading), head.cancer(), reasons);
    }

    private static OptionalInt grade(Verdict head, Verdict tiles) {
        Assessment said = head.assessment();
        if (said.isupGrade().isPresent()) {
            return said.isupGrade();
        }
        if (!head.cancer()) {
            return OptionalInt.of(0);
        }
        return tiles.cancer() ? tiles.assessment().isupGrade() : OptionalInt.empty();
    }

    private static Optional<ReviewReason> disagreement(Verdict head, Verdict tiles, PatternReading reading) {
        OptionalInt grade = head.assessment().isupGrade();
        boolean sameGrade = grade.isEmpty() || grade.getAsInt() == reading.gradeGroup();
        return head.cancer() == tiles.cancer() && (!head.cancer() || sameGrade)
                ? Optional.empty()
                : Optional.of(new ReviewReason.PathsDisagree(words(head), words(reading)));
    }

    private static String words(Verdict head) {
        if (!head.cancer()) {
            return "benign";
        }
        OptionalInt grade = head.assessment().isupGrade();
        return grade.isPresent() ? "grade group " + grade.getAsInt() : "cancer";
    }

    private static String words(PatternReading reading) {
        return reading.score()
                .map(GleasonScore::toString)
                .map(score -> score + ", grade group " + reading.gradeGroup())
                .orElse("benign");
    }
}
