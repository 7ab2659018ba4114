package org.acinus.pipeline;

import java.nio.file.Path;
import java.util.Optional;

/// A finished run in the ledger, for those who read results back.
///
/// @param runId the ledger's key, for [RunLedger#summary] and [RunLedger#tiles]
/// @param sourceRoot absolute folder under which the slide was found
/// @param file path relative to `sourceRoot`
/// @param caseId the case that the slide belongs to, where somebody said it
public record StoredRun(long runId, Path sourceRoot, String file, Optional<String> caseId) {
    /// A run of a slide of which nobody named the case.
    public StoredRun(long runId, Path sourceRoot, String file) {
        this(runId, sourceRoot, file, Optional.empty());
    }
}
