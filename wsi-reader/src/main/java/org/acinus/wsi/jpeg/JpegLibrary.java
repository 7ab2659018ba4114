package org.acinus.wsi.jpeg;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.wsi.ReaderUnavailableException;

/// Finds and loads libjpeg-turbo's TurboJPEG library, once.
///
/// The result is a value, loaded or a reason: nothing needs this library, for OpenSlide brings a decoder of
/// its own. Places, in this order: the system property `acinus.turbojpeg`, the environment variable
/// `ACINUS_TURBOJPEG`, `native/` of an unpacked release, the system's own library (which the system keeps up
/// to date), the cache that the launcher fills where the system has none. Thread-safe.
public sealed interface JpegLibrary {
    /// The file's name since 2010; the number counts the library's interface, not its versions.
    String FILE_NAME = "libturbojpeg.so.0";

    /// Said wherever the library is missing.
    String ADVICE = "apt-get install libturbojpeg0 (Debian; libturbojpeg in Ubuntu, turbojpeg in Fedora), or set"
            + " ACINUS_TURBOJPEG to " + FILE_NAME;

    /// The library is loaded and does what is needed.
    record Usable(Path file, TurboJpeg functions) implements JpegLibrary {
        /// The library's generation, 2 or 3; it does not tell more.
        public String generation() {
            return functions.generation();
        }
    }

    /// It is not to be had; the reason says what to do.
    record Unusable(String reason) implements JpegLibrary {}

    /// The library of this process.
    static JpegLibrary get() {
        return Holder.LIBRARY;
    }

    /// The library, for callers that cannot go on without it.
    ///
    /// @throws ReaderUnavailableException where it is missing
    static Usable require() {
        return switch (get()) {
            case Usable usable -> usable;
            case Unusable unusable -> throw new ReaderUnavailableException(unusable.reason());
        };
    }

    /// Loads the first library that is there and usable.
    static JpegLibrary load(List<Path> places) {
        List<String> refusals = new ArrayList<>();
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                switch (loadFile(place)) {
                    case Usable usable -> {
                        return usable;
                    }
                    case Unusable unusable -> refusals.add(unusable.reason());
                }
            }
        }
        return new Unusable(refusals.isEmpty() ? "libjpeg-turbo is not there: " + ADVICE : String.join("; ", refusals));
    }

    private static JpegLibrary loadFile(Path file) {
        try {
            // Never unloaded: closing an arena that holds a library may crash at thread exit.
            Usable loaded = new Usable(file, new TurboJpeg(SymbolLookup.libraryLookup(file, Arena.global())));
            return JpegSelfTest.passes(loaded)
                    ? loaded
                    : new Unusable(file + " cannot share tables between pictures, as TurboJPEG 2.1 can: " + ADVICE);
        } catch (IllegalArgumentException | UnsatisfiedLinkError broken) {
            return new Unusable(file + " does not load: " + broken.getMessage());
        }
    }

    /// Loads on first use.
    final class Holder {
        private static final JpegLibrary LIBRARY = load(places());

        private Holder() {}

        private static List<Path> places() {
            List<Path> places = new ArrayList<>();
            Optional.ofNullable(System.getProperty("acinus.turbojpeg"))
                    .map(Path::of)
                    .ifPresent(places::add);
            Optional.ofNullable(System.getenv("ACINUS_TURBOJPEG")).map(Path::of).ifPresent(places::add);
            Optional.ofNullable(System.getProperty("acinus.home"))
                    .map(home -> Path.of(home, "native", FILE_NAME))
                    .ifPresent(places::add);
            for (String folder : List.of(
                    "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/local/lib")) {
                places.add(Path.of(folder, FILE_NAME));
            }
            Optional.ofNullable(System.getProperty("acinus.cache"))
                    .map(cache -> Path.of(cache, "libjpeg-turbo", FILE_NAME))
                    .ifPresent(places::add);
            return places;
        }
    }
}
