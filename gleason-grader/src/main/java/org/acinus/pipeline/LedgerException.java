package org.acinus.pipeline;

import org.jspecify.annotations.Nullable;

/// The ledger cannot be reached or refuses a write. The message says what to do.
public sealed class LedgerException extends RuntimeException permits StaleClaimException, LedgerUnavailableException {
    public LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
