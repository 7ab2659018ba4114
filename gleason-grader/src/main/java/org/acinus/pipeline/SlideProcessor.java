package org.acinus.pipeline;

/// Takes slides through all stages, one after the other.
///
/// One thread at a time. Whoever opened it closes it.
public interface SlideProcessor extends AutoCloseable {

    /// Takes one slide through.
    ///
    /// @param known asked once the slide's content is known
    /// @return a result, or why there is none; a bad slide is never an exception
    /// @throws LedgerException where `known` throws it
    /// @throws InterruptedException where the work is to stop; nothing is left behind
    Processed process(SlideJob job, KnownResults known, SlideProgress progress) throws InterruptedException;

    @Override
    void close();
}
