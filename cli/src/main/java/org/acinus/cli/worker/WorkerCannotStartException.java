package org.acinus.cli.worker;

/// A worker ended without having touched a slide: another one would do the same.
public final class WorkerCannotStartException extends RuntimeException {
    private final int exitCode;

    public WorkerCannotStartException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// What the worker ended with, in the words of the command line's contract.
    public int exitCode() {
        return exitCode;
    }
}
