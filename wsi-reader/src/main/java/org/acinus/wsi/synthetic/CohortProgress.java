package org.acinus.wsi.synthetic;

/// Told how far a [SyntheticCohort] has come, on the thread that called it.
@FunctionalInterface
public interface CohortProgress {
    /// For callers who do not care.
    CohortProgress SILENT = (file, done, total) -> {};

    /// One slide more is written.
    ///
    /// @param file name of the slide
    void wrote(String file, int slidesDone, int slidesTotal);
}
