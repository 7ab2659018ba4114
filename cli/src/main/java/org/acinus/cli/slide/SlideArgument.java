package org.acinus.cli.slide;

import java.nio.file.Path;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import picocli.CommandLine.Parameters;

/// The slide that a command is about.
public final class SlideArgument {
    @Parameters(paramLabel = "SLIDE", description = "A slide file.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private Path file;

    public Path file() {
        return file;
    }

    /// Opens it; the caller closes it.
    public Slide open() {
        return SlideFormats.installed().open(file);
    }
}
