package org.acinus.pipeline.explain;

import java.util.Optional;
import org.acinus.mil.similar.ReferenceCollection;

/// What is written of a slide beside its result; no part of what can change the result.
///
/// @param full whether what takes long is written: the report as PDF, the montage, similar tiles
/// @param similar known slides that tiles are compared with; empty where nobody named any
public record ReportParts(boolean full, Optional<ReferenceCollection> similar) {}
