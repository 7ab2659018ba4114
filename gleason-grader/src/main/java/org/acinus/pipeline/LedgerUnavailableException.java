package org.acinus.pipeline;

import org.jspecify.annotations.Nullable;

/// The ledger cannot answer now, whatever it is asked: it is down, out of space, or busy with others. The same
/// question may have an answer later.
public final class LedgerUnavailableException extends LedgerException {
    /// The message says what is wrong.
    public LedgerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
