package org.acinus.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// libjpeg-turbo of the system. Nothing depends on it: OpenSlide has its own.
final class JpegLibraryCheck implements Check {
    private final List<Path> folders;

    JpegLibraryCheck(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /// In the usual folders of libraries.
    static JpegLibraryCheck ofSystem() {
        return new JpegLibraryCheck(List.of(
                Path.of("/usr/lib/x86_64-linux-gnu"),
                Path.of("/usr/lib/aarch64-linux-gnu"),
                Path.of("/usr/lib64"),
                Path.of("/usr/local/lib")));
    }

    @Override
    public String name() {
        return "libjpeg-turbo";
    }

    @Override
    public Finding examine() {
        Optional<Path> library = folders.stream()
                .map(folder -> folder.resolve("libturbojpeg.so.0"))
                .filter(Files::isRegularFile)
                .findFirst();
        return new Finding.Good(
                library.map(Path::toString).orElse("not in the system") + "; optional, OpenSlide decodes with its own");
    }
}
