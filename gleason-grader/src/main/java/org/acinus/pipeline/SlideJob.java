package org.acinus.pipeline;

import java.nio.file.Path;
import java.time.Instant;

/// A slide that somebody wants a result of.
///
/// @param sourceRoot absolute folder that was given, or the parent of a file that was given
/// @param file path relative to `sourceRoot`, stored verbatim
/// @param bytes length of the file when it was listed
/// @param modified time of last change when it was listed
/// @param configHash hash of the pack and all parameters that can change a result
/// @param provenance site and case
public record SlideJob(
        Path sourceRoot, String file, long bytes, Instant modified, String configHash, Provenance provenance) {
    /// A slide of which nobody says where it comes from.
    public SlideJob(Path sourceRoot, String file, long bytes, Instant modified, String configHash) {
        this(sourceRoot, file, bytes, modified, configHash, Provenance.UNSTATED);
    }

    /// The slide itself.
    public Path path() {
        return sourceRoot.resolve(file);
    }
}
