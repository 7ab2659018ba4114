package org.acinus.cli.slide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.openslide.OpenSlideFormat;
import picocli.CommandLine.Option;

/// Which reader opens slides: the first that knows the file, or the one asked for and no other.
public final class ReaderOption {
    private static final String OLD_OPENSLIDE = "--allow-old-openslide";
    private static final String APPLY_ICC = "--apply-icc";

    @Option(
            names = "--reader",
            paramLabel = "R",
            description = {
                "Read slides with this reader alone: direct, openslide or bioformats. Without it the first of them",
                "that knows a file reads it. 'acinus info SLIDE' says which one does, and why not the others."
            })
    private Optional<String> reader = Optional.empty();

    @Option(
            names = OLD_OPENSLIDE,
            description = {
                "Also use an OpenSlide older than 4.0.1, in which a crafted slide can write to any memory",
                "(CVE-2026-48977): for slides of your own only."
            })
    private boolean allowOldOpenSlide;

    @Option(
            names = APPLY_ICC,
            description = {
                "Convert pixels to sRGB by the slide's colour profile, where it holds one. Without it pixels are the",
                "scanner's own, which is what models are made for."
            })
    private boolean applyIcc;

    /// The readers that may open a slide.
    ///
    /// @throws CliException where there is no such reader
    public SlideFormats formats() {
        if (allowOldOpenSlide) {
            OpenSlideFormat.allowOldLibrary();
        }
        SlideFormats installed = SlideFormats.installed();
        try {
            SlideFormats asked = reader.map(installed::only).orElse(installed);
            return applyIcc ? asked.applyingIcc() : asked;
        } catch (IllegalArgumentException unknown) {
            throw new CliException(ExitCode.USAGE, "--reader: " + unknown.getMessage(), unknown);
        }
    }

    /// The reader that was asked for, and what is to be done to its pixels.
    public Optional<String> asked() {
        return applyIcc ? Optional.of(reader.orElse("automatic") + "+icc") : reader;
    }

    /// The same options for a worker's command line.
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        reader.ifPresent(name -> arguments.addAll(List.of("--reader", name)));
        if (allowOldOpenSlide) {
            arguments.add(OLD_OPENSLIDE);
        }
        if (applyIcc) {
            arguments.add(APPLY_ICC);
        }
        return arguments;
    }
}
