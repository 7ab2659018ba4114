package org.acinus.mil.train;

/// Hears how training goes. Called on the training thread.
public interface TrainingListener {
    /// Hears nothing.
    TrainingListener SILENT = new TrainingListener() {};

    /// A pass over the bags is done.
    default void epoch(EpochReport report) {}

    /// A fold is done.
    ///
    /// @param fold its result
    /// @param done how many are done, this one included
    /// @param total how many there are
    default void fold(FoldResult fold, int done, int total) {}

    /// The folds are done; the head for all bags is being fitted.
    ///
    /// @param epochs number of passes
    default void refit(int epochs) {}
}
