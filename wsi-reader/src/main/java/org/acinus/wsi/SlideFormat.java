package org.acinus.wsi;

import java.nio.file.Path;

/// A reader of slide files: the service that a new format implements and registers in `META-INF/services`.
///
/// Thread-safe.
public interface SlideFormat {

    /// Name for `--reader` and for the record of what was used, for example `openslide`.
    String name();

    /// Looks at the file without keeping it open. Never throws for a file that is merely not of this format.
    Recognition recognise(Path file);

    /// Opens a file that [#recognise] called its own.
    ///
    /// @return an open slide; the caller closes it
    /// @throws SlideException where the file cannot be opened after all
    Slide open(Path file);
}
