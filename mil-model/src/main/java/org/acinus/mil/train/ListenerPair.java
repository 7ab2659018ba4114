package org.acinus.mil.train;

import java.util.List;

/// Two listeners as one.
///
/// @param first hears before the other
/// @param second hears the same
public record ListenerPair(TrainingListener first, TrainingListener second) implements TrainingListener {
    @Override
    public void fit(String name) {
        first.fit(name);
        second.fit(name);
    }

    @Override
    public void epoch(EpochReport report) {
        first.epoch(report);
        second.epoch(report);
    }

    @Override
    public void fold(FoldResult fold, int done, int total) {
        first.fold(fold, done, total);
        second.fold(fold, done, total);
    }

    @Override
    public void refit(int epochs, int heads) {
        first.refit(epochs, heads);
        second.refit(epochs, heads);
    }

    @Override
    public void removed(List<Removal> removed, int bags) {
        first.removed(removed, bags);
        second.removed(removed, bags);
    }

    @Override
    public void unjudged(int contradicted, int bags) {
        first.unjudged(contradicted, bags);
        second.unjudged(contradicted, bags);
    }

    @Override
    public void pseudoLabelled(int bags, int unlabelled) {
        first.pseudoLabelled(bags, unlabelled);
        second.pseudoLabelled(bags, unlabelled);
    }
}
