package org.acinus.mil.train;

import java.util.List;

/// Hears how training goes. Called on the training thread.
public interface TrainingListener {
    /// Hears nothing.
    TrainingListener SILENT = new TrainingListener() {};

    /// A head is about to be fitted.
    ///
    /// @param name for people, for example `repeat 1, fold 2`
    default void fit(String name) {}

    /// A pass over the bags is done.
    default void epoch(EpochReport report) {}

    /// A fold is done.
    ///
    /// @param fold its result
    /// @param done how many are done, this one included
    /// @param total how many there are
    default void fold(FoldResult fold, int done, int total) {}

    /// The folds are done; the heads for all bags are being fitted.
    ///
    /// @param epochs number of passes
    /// @param heads how many
    default void refit(int epochs, int heads) {}

    /// Bags were taken out of a fit because their labels are doubtful.
    ///
    /// @param removed those of this fit
    /// @param bags how many it had
    default void removed(List<Removal> removed, int bags) {}

    /// The labels of a fit were left as they are, because more of them were contradicted than believed.
    ///
    /// @param contradicted how many were
    /// @param bags how many the fit has
    default void unjudged(int contradicted, int bags) {}

    /// Bags without label were given one for a fit.
    ///
    /// @param bags how many got one
    /// @param unlabelled how many there were
    default void pseudoLabelled(int bags, int unlabelled) {}
}
