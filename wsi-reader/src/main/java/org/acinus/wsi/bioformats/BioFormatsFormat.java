package org.acinus.wsi.bioformats;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.ReaderUnavailableException;
import org.acinus.wsi.Recognition;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormat;

/// What an allow-list of Bio-Formats' readers reads: CellSens VSI, QPTIFF, OME-TIFF, Zeiss CZI, SVS, NDPI,
/// SCN, BIF.
///
/// RGB brightfield only: everything else is refused with the reason when it is opened.
public final class BioFormatsFormat implements SlideFormat {
    /// Value of `--reader` and of [org.acinus.wsi.metadata.SlideMetadata#reader].
    public static final String NAME = "bioformats";

    /// Endings of the formats that only Bio-Formats reads.
    private static final List<String> OWN_ENDINGS = List.of(".vsi", ".qptiff", ".ome.tif", ".ome.tiff", ".czi");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Recognition recognise(Path file) {
        return switch (BioFormatsLibrary.get()) {
            case BioFormatsLibrary.Missing missing -> new Recognition.Unavailable(missing.reason(), hasOwnEnding(file));
            case BioFormatsLibrary.Loaded loaded -> recognise(loaded.functions(), file);
        };
    }

    private static boolean hasOwnEnding(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return OWN_ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static Recognition recognise(BioFormatsFunctions functions, Path file) {
        Optional<String> refusal = DoctypeGuard.refusal(file);
        if (refusal.isPresent()) {
            return new Recognition.NotMine(refusal.get());
        }
        try {
            Optional<String> format = BioFormatsReader.recognise(functions, file);
            return format.isPresent()
                    ? new Recognition.Recognised(format.get())
                    : new Recognition.NotMine("no format of Bio-Formats' that is allowed here");
        } catch (BioFormatsException failure) {
            return new Recognition.NotMine(String.valueOf(failure.getMessage()));
        }
    }

    @Override
    public Slide open(Path file) {
        return switch (BioFormatsLibrary.get()) {
            case BioFormatsLibrary.Missing missing -> throw new ReaderUnavailableException(missing.reason());
            case BioFormatsLibrary.Loaded loaded -> {
                // Again: between recognising and opening the file may have become another.
                DoctypeGuard.refusal(file).ifPresent(reason -> {
                    throw new CorruptSlideException(file.getFileName() + ": " + reason);
                });
                yield BioFormatsSlide.open(loaded.functions(), file);
            }
        };
    }

    /// Whether the jar is there, for an environment check.
    public static LibraryState library() {
        return switch (BioFormatsLibrary.get()) {
            case BioFormatsLibrary.Loaded loaded -> new LibraryState.Usable(loaded.file(), loaded.version());
            case BioFormatsLibrary.Missing missing -> new LibraryState.Unusable(missing.reason());
        };
    }

    /// What an environment check wants to know.
    public sealed interface LibraryState {
        /// Loaded from this file.
        record Usable(Path file, String version) implements LibraryState {}

        /// Not to be had; the reason says what to do.
        record Unusable(String reason) implements LibraryState {}
    }
}
