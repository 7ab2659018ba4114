package org.acinus.pipeline;

/// The right to be the database's one supervisor, until it is closed or its process dies.
public interface SupervisorLock extends AutoCloseable {
    /// Whether it is held still: a server that is started again knows of no lock.
    boolean isHeld();

    @Override
    void close();
}
