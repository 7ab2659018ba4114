package org.acinus.intake.folder;

import java.io.IOException;
import java.nio.file.Path;

/// A folder that slides are dropped into, as it is at one moment.
///
/// One thread at a time.
public interface FolderView {
    /// The folder itself, absolute.
    Path root();

    /// Looks at everything in the folder.
    ///
    /// @throws IOException where the folder itself cannot be looked into: a share that went away
    FolderListing list() throws IOException;
}
