package org.acinus.pipeline;

/// The right to be the database's one supervisor, until it is closed or its process dies.
public interface SupervisorLock extends AutoCloseable {
    @Override
    void close();
}
