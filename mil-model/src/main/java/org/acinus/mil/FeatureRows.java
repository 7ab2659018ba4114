package org.acinus.mil;

import java.lang.foreign.MemorySegment;

/// The embeddings of one bag, to be had a part at a time and as often as wanted.
///
/// One thread at a time unless the implementation says more.
public interface FeatureRows {

    /// Number of instances.
    int size();

    /// Length of an embedding.
    int dimension();

    /// Copies neighbouring rows.
    ///
    /// @param from the first row
    /// @param count how many
    /// @param into `count * dimension` floats of the processor's byte order, row-major
    void copy(int from, int count, MemorySegment into);
}
