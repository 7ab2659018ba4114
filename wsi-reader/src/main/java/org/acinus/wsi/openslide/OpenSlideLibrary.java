package org.acinus.wsi.openslide;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds and loads the native library, once.
///
/// The result is a value, loaded or a reason, so that a machine without OpenSlide gets a clear line and not an
/// error out of a class initialiser. Places, in this order: the system property `acinus.openslide`, the environment
/// variable `ACINUS_OPENSLIDE`, `native/` of an unpacked release, the cache that the launcher fills, the system's
/// own library.
sealed interface OpenSlideLibrary {
    /// 4.0.1 fixes an arbitrary memory write from a crafted Ventana file (CVE-2026-48977).
    OpenSlideVersion OLDEST_SAFE = new OpenSlideVersion(4, 0, 1);

    /// System property by which a person accepts an older one.
    String ALLOW_OLD = "acinus.openslide.allow-old";

    /// Said wherever the library is missing.
    String ADVICE = "start Acinus by ./acinus, which fetches it, or set ACINUS_OPENSLIDE to libopenslide.so.1";

    /// The library is loaded and recent enough.
    record Loaded(Path file, OpenSlideVersion version, OpenSlideFunctions functions) implements OpenSlideLibrary {}

    /// It is not to be had.
    record Missing(String reason) implements OpenSlideLibrary {}

    /// The library of this process.
    static OpenSlideLibrary get() {
        return Holder.LIBRARY;
    }

    /// Loads the first library that is there and safe.
    ///
    /// @param allowOld whether one that is not safe will do
    static OpenSlideLibrary load(List<Path> places, boolean allowOld) {
        List<String> refusals = new ArrayList<>();
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                switch (loadFile(place, allowOld)) {
                    case Loaded loaded -> {
                        return loaded;
                    }
                    case Missing missing -> refusals.add(missing.reason());
                }
            }
        }
        return new Missing(
                refusals.isEmpty() ? "OpenSlide's library is not there: " + ADVICE : String.join("; ", refusals));
    }

    private static OpenSlideLibrary loadFile(Path file, boolean allowOld) {
        OpenSlideFunctions functions;
        try {
            // Never unloaded: closing an arena that holds the library crashes at thread exit.
            functions = new OpenSlideFunctions(SymbolLookup.libraryLookup(file, Arena.global()));
        } catch (IllegalArgumentException | UnsatisfiedLinkError broken) {
            return new Missing(file + " does not load: " + broken.getMessage());
        }
        String text = functions.version();
        Optional<OpenSlideVersion> version = OpenSlideVersion.parse(text);
        if (version.isEmpty() || (!allowOld && version.get().compareTo(OLDEST_SAFE) < 0)) {
            return new Missing(file + " is OpenSlide " + text + ", which is not safe with files from elsewhere; needs "
                    + OLDEST_SAFE + " or later (--allow-old-openslide takes it for slides of your own): " + ADVICE);
        }
        return new Loaded(file, version.get(), functions);
    }

    /// Loads on first use.
    final class Holder {
        private static final OpenSlideLibrary LIBRARY = load(places(), Boolean.getBoolean(ALLOW_OLD));

        private Holder() {}

        private static List<Path> places() {
            List<Path> places = new ArrayList<>();
            Optional.ofNullable(System.getProperty("acinus.openslide"))
                    .map(Path::of)
                    .ifPresent(places::add);
            Optional.ofNullable(System.getenv("ACINUS_OPENSLIDE")).map(Path::of).ifPresent(places::add);
            Optional.ofNullable(System.getProperty("acinus.home"))
                    .map(home -> Path.of(home, "native", "libopenslide.so.1"))
                    .ifPresent(places::add);
            Optional.ofNullable(System.getProperty("acinus.cache"))
                    .map(cache -> Path.of(cache, "openslide", "4.0.1.2", "libopenslide.so.1"))
                    .ifPresent(places::add);
            for (String folder : List.of(
                    "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/local/lib")) {
                places.add(Path.of(folder, "libopenslide.so.1"));
                places.add(Path.of(folder, "libopenslide.so.0"));
            }
            return places;
        }
    }
}
