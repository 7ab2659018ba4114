package org.acinus.cli.slide;

import java.util.List;
import java.util.Optional;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.group.ReducedSlide;
import picocli.CommandLine.Option;

/// Whether a spacing between levels may be reached by decoding JPEG tiles to fewer pixels.
public final class FastDownsampleOption {
    private static final String NAME = "--fast-downsample";

    @Option(
            names = NAME,
            description = {
                "Reach spacings between the stored levels by decoding JPEG tiles to a half, a quarter or an eighth,",
                "where the direct reader reads: faster than averaging by area, and not the same pixels. Recorded with",
                "every result; embeddings of both kinds do not mix."
            })
    private boolean fast;

    /// These readers, whose slides then have the levels between.
    public SlideFormats view(SlideFormats formats) {
        return fast ? formats.seen(ReducedSlide::of) : formats;
    }

    /// What was asked for, for the record of what can change a result.
    ///
    /// @param reader the reader asked for
    public Optional<String> asked(Optional<String> reader) {
        return fast ? Optional.of(reader.orElse("automatic") + ReducedSlide.MARK) : reader;
    }

    /// The same option for a worker's command line.
    public List<String> arguments() {
        return fast ? List.of(NAME) : List.of();
    }
}
