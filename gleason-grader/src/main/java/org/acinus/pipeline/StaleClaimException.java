package org.acinus.pipeline;

/// The job is no longer the caller's: it was given up for dead, taken by another, or wanted anew. Nothing was
/// written; the worker drops what it has and claims its next job.
public final class StaleClaimException extends LedgerException {
    public StaleClaimException(String message) {
        super(message, null);
    }
}
