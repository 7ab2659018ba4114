package org.acinus.intake;

import java.nio.file.Path;
import org.acinus.intake.folder.FileStamp;

/// A slide in the drop folder as it was at one look.
///
/// @param file relative to the folder
/// @param stamp of that file
public record Drop(Path file, FileStamp stamp) {}
