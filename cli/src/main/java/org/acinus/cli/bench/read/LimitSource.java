package org.acinus.cli.bench.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.acinus.cli.bench.read.ReadMode.Origin;
import org.acinus.wsi.Recognition;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.SlideFormats.Opinion;
import org.jspecify.annotations.Nullable;

/// The slide whose stored tiles the limit decodes, opened by the direct reader, whichever reader is measured.
final class LimitSource implements AutoCloseable {
    static final String READER = "direct";

    private final @Nullable Slide slide;
    private final Optional<DecodingLimit> limit;
    private final String reason;

    private LimitSource(@Nullable Slide slide, Optional<DecodingLimit> limit, String reason) {
        this.slide = slide;
        this.limit = limit;
        this.reason = reason;
    }

    /// Looks for stored JPEG tiles at these places; the caller closes it.
    static LimitSource open(Path file, List<Origin> origins) {
        SlideFormats direct = SlideFormats.installed().only(READER);
        Opinion opinion = direct.ask(file).getFirst();
        return switch (opinion.recognition()) {
            case Recognition.Recognised recognised -> {
                Slide slide = direct.open(file);
                yield new LimitSource(slide, DecodingLimit.of(slide, origins), "its tiles there are no JPEG");
            }
            case Recognition.NotMine notMine -> new LimitSource(null, Optional.empty(), notMine.reason());
            case Recognition.Unavailable unavailable -> new LimitSource(null, Optional.empty(), unavailable.reason());
        };
    }

    /// What to decode; empty where the slide does not say how its tiles are stored.
    Optional<DecodingLimit> limit() {
        return limit;
    }

    /// Why there is no limit.
    String reason() {
        return reason;
    }

    @Override
    public void close() {
        if (slide != null) {
            slide.close();
        }
    }
}
