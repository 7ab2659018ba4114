package org.acinus.wsi.bioformats;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/// Finds and loads the Bio-Formats jar, once.
///
/// The jar brings its own copies of much (logging, XML parsers, Guava), so it gets a class loader of its own whose
/// parent is the platform's: it sees the JDK and itself, and nobody else sees it. Places, in this order: the system
/// property `acinus.bioformats`, the environment variable `ACINUS_BIOFORMATS`, the cache that `doctor --install
/// bioformats` fills.
sealed interface BioFormatsLibrary {
    /// The version that is fetched.
    String VERSION = "7.3.1";

    /// Said wherever the jar is missing.
    String ADVICE = "./acinus doctor --install bioformats fetches it";

    /// The jar is loaded.
    ///
    /// @param version as the jar says, or `unknown`
    record Loaded(Path file, String version, BioFormatsFunctions functions) implements BioFormatsLibrary {}

    /// It is not to be had.
    record Missing(String reason) implements BioFormatsLibrary {}

    /// The library of this process.
    static BioFormatsLibrary get() {
        return Holder.LIBRARY;
    }

    /// Loads the first jar that is there.
    static BioFormatsLibrary load(List<Path> places) {
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                return loadJar(place);
            }
        }
        return new Missing("Bio-Formats, which is optional, is not installed: " + ADVICE);
    }

    private static BioFormatsLibrary loadJar(Path jar) {
        try {
            // Never closed: the classes are used until the process ends.
            URLClassLoader loader =
                    new URLClassLoader("bioformats", new URL[] {url(jar)}, ClassLoader.getPlatformClassLoader());
            return new Loaded(jar, version(jar), new BioFormatsFunctions(loader));
        } catch (IOException | ReflectiveOperationException | BioFormatsException | LinkageError broken) {
            return new Missing(jar + " does not load (" + broken + "): " + ADVICE);
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        URI uri = jar.toUri();
        return uri.toURL();
    }

    private static String version(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue("Implementation-Version"))
                    .orElse("unknown");
        }
    }

    /// Loads on first use.
    final class Holder {
        private static final BioFormatsLibrary LIBRARY = load(places());

        private Holder() {}

        private static List<Path> places() {
            List<Path> places = new ArrayList<>();
            Optional.ofNullable(System.getProperty("acinus.bioformats"))
                    .map(Path::of)
                    .ifPresent(places::add);
            Optional.ofNullable(System.getenv("ACINUS_BIOFORMATS"))
                    .map(Path::of)
                    .ifPresent(places::add);
            Optional.ofNullable(System.getProperty("acinus.cache"))
                    .map(cache -> Path.of(cache, "bioformats", VERSION, "bioformats_package.jar"))
                    .ifPresent(places::add);
            return places;
        }
    }
}
