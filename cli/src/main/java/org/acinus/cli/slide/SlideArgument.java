package org.acinus.cli.slide;

import java.nio.file.Path;
import java.util.List;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The slide that a command is about.
public final class SlideArgument {
    @Parameters(paramLabel = "SLIDE", description = "A slide file.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private Path file;

    @Mixin
    private final ReaderOption reader = new ReaderOption();

    public Path file() {
        return file;
    }

    /// Opens it with the reader that was asked for; the caller closes it.
    public Slide open() {
        return reader.formats().open(file);
    }

    /// What every reader says of it, whichever was asked for.
    List<SlideFormats.Opinion> opinions() {
        reader.formats();
        return SlideFormats.installed().ask(file);
    }
}
