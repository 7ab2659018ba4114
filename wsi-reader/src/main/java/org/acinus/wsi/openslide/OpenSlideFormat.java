package org.acinus.wsi.openslide;

import java.nio.file.Path;
import java.util.Optional;
import org.acinus.wsi.ReaderUnavailableException;
import org.acinus.wsi.Recognition;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormat;

/// Every format of OpenSlide 4: Aperio, Hamamatsu, 3DHISTECH, Leica, Ventana, Philips, Zeiss, DICOM, generic tiled
/// TIFF.
public final class OpenSlideFormat implements SlideFormat {
    /// Value of `--reader` and of [org.acinus.wsi.metadata.SlideMetadata#reader].
    public static final String NAME = "openslide";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Recognition recognise(Path file) {
        return switch (OpenSlideLibrary.get()) {
            case OpenSlideLibrary.Missing missing -> new Recognition.Unavailable(missing.reason(), true);
            case OpenSlideLibrary.Loaded loaded -> recognise(loaded.functions(), file);
        };
    }

    private static Recognition recognise(OpenSlideFunctions functions, Path file) {
        Optional<String> vendor = functions.detectVendor(file);
        return vendor.isPresent()
                ? new Recognition.Recognised(vendor.get())
                : new Recognition.NotMine("no format of OpenSlide's");
    }

    @Override
    public Slide open(Path file) {
        return switch (OpenSlideLibrary.get()) {
            case OpenSlideLibrary.Missing missing -> throw new ReaderUnavailableException(missing.reason());
            case OpenSlideLibrary.Loaded loaded -> OpenSlideSlide.open(loaded.functions(), file);
        };
    }

    /// From now on a library that is not safe with files from elsewhere will do too, for a person who trusts
    /// theirs. To be called before anything else here: the library is chosen once.
    public static void allowOldLibrary() {
        System.setProperty(OpenSlideLibrary.ALLOW_OLD, "true");
    }

    /// Whether the native library is there, for an environment check.
    ///
    /// @return its version, or why it cannot be used
    public static LibraryState library() {
        return switch (OpenSlideLibrary.get()) {
            case OpenSlideLibrary.Loaded loaded -> new LibraryState.Usable(loaded.file(), loaded.version());
            case OpenSlideLibrary.Missing missing -> new LibraryState.Unusable(missing.reason());
        };
    }

    /// What an environment check wants to know.
    public sealed interface LibraryState {
        /// Loaded from this file.
        record Usable(Path file, OpenSlideVersion version) implements LibraryState {}

        /// Not to be had; the reason says what to do.
        record Unusable(String reason) implements LibraryState {}
    }
}
