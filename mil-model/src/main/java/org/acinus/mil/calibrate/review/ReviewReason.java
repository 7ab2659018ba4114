package org.acinus.mil.calibrate.review;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Why a person must look at a slide. Switch over it without `default`.
public sealed interface ReviewReason {
    /// Distances are printed to what matters of them.
    double SMALL = 10;

    /// The probability of cancer is too near to the threshold.
    record NearThreshold(double cancerProbability, double margin, double threshold) implements ReviewReason {}

    /// Cancer and benign are both plausible.
    record Undecided() implements ReviewReason {}

    /// The slide is like those of no class.
    record NothingPlausible() implements ReviewReason {}

    /// Too many grades are plausible.
    record WideSet(List<Integer> grades) implements ReviewReason {
        public WideSet {
            grades = List.copyOf(grades);
        }
    }

    /// The members of the ensemble disagree.
    record MembersDisagree(double deviation, double limit) implements ReviewReason {}

    /// The tissue looks unlike that of the training slides.
    record UnlikeTraining(double distance, double limit) implements ReviewReason {}

    /// The pack has nothing to tell unlike tissue by.
    record NothingToCompare() implements ReviewReason {}

    /// The head, which saw the slide as a whole, and the tiles' patterns say different things.
    ///
    /// @param head what it says, in words
    /// @param tiles what they say, in words
    record PathsDisagree(String head, String tiles) implements ReviewReason {}

    /// No piece of tissue is large enough for a pattern to be believed.
    record PiecesTooSmall(int tiles) implements ReviewReason {}

    /// Too many tiles do not decode.
    record UnreadableTiles(int unreadable, int total) implements ReviewReason {}

    /// The reason in a few words, with its numbers.
    default String words() {
        return switch (this) {
            case NearThreshold near ->
                String.format(
                        Locale.ROOT,
                        "cancer probability %.3f is within %.2f of the threshold %.2f",
                        near.cancerProbability(),
                        near.margin(),
                        near.threshold());
            case Undecided undecided -> "cancer and benign are both plausible";
            case NothingPlausible nothing -> "the slide is unlike the slides of any class";
            case WideSet wide ->
                "grades "
                        + wide.grades().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " are all plausible";
            case MembersDisagree members ->
                String.format(
                        Locale.ROOT,
                        "the ensemble's members disagree: standard deviation %.3f of the cancer probability, above"
                                + " %.3f",
                        members.deviation(),
                        members.limit());
            case UnlikeTraining unlike ->
                String.format(
                        Locale.ROOT,
                        unlike.limit() < SMALL
                                ? "the tissue is unlike the training slides: distance %.3f, above %.3f"
                                : "the tissue is unlike the training slides: distance %.1f, above %.1f",
                        unlike.distance(),
                        unlike.limit());
            case NothingToCompare nothing ->
                "the pack cannot tell tissue that it was not trained on, so a person has to";
            case PathsDisagree paths -> "the head says " + paths.head() + ", the tiles say " + paths.tiles();
            case PiecesTooSmall small ->
                "no piece of tissue has " + small.tiles() + " tiles, too little for a pattern to be believed";
            case UnreadableTiles tiles -> tiles.unreadable() + " of " + tiles.total() + " tiles do not decode";
        };
    }
}
