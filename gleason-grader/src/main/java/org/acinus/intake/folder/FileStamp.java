package org.acinus.intake.folder;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/// What changes when a file is written to or replaced.
///
/// @param bytes its length
/// @param modified as the file's server says; compared, never subtracted from a clock of ours
/// @param identity device and inode; empty on file systems that have none
public record FileStamp(long bytes, Instant modified, String identity) {
    /// The stamp in a file's attributes.
    static FileStamp of(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return new FileStamp(
                attributes.size(), attributes.lastModifiedTime().toInstant(), key == null ? "" : key.toString());
    }
}
