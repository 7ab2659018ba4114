package org.acinus.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// One kind of file that a result can become. Implementations are immutable and thread-safe, and the same report
/// gives the same bytes.
public interface SlideExport {

    /// Name of the file inside the slide's result folder.
    ///
    /// @param folderName name of that folder, see [ResultFolders]
    String fileName(String folderName);

    /// Writes the file's bytes.
    ///
    /// @param out neither closed nor flushed here; need not be buffered
    /// @throws IOException where `out` does
    void write(SlideReport report, OutputStream out) throws IOException;

    /// Writes the file into a folder, whole or not at all, and returns its path.
    ///
    /// @param folder an existing folder
    /// @throws IOException where the file cannot be written; what was there before is then untouched
    default Path writeInto(Path folder, SlideReport report) throws IOException {
        Path file = folder.resolve(fileName(folder.toRealPath().getFileName().toString()));
        AtomicFile.write(file, out -> write(report, out));
        return file;
    }
}
