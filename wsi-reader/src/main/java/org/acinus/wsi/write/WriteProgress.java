package org.acinus.wsi.write;

/// Told how far a [PyramidWriter] has come, on the thread that called it.
@FunctionalInterface
public interface WriteProgress {
    /// For callers who do not care.
    WriteProgress SILENT = (done, total) -> {};

    /// Some tiles more are in the file.
    ///
    /// @param tilesDone of all levels
    /// @param tilesTotal of all levels
    void wrote(long tilesDone, long tilesTotal);
}
