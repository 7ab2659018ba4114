package org.acinus.pipeline;

import java.nio.file.Path;

/// A finished run in the ledger, for those who read results back.
///
/// @param runId the ledger's key, for [RunLedger#summary] and [RunLedger#tiles]
/// @param sourceRoot absolute folder under which the slide was found
/// @param file path relative to `sourceRoot`
public record StoredRun(long runId, Path sourceRoot, String file) {}
