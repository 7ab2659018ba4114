package org.acinus.wsi.openslide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import org.acinus.wsi.UnsupportedSlideException;

/// The folder in which OpenSlide looks for the other files of a slide.
///
/// Of a DICOM slide it opens every name in the folder, whatever it is. Opening a pipe waits until somebody writes into
/// it, and nothing interrupts native code: the slide would take its whole time limit, and every try again.
final class CompanionFolder {
    private CompanionFolder() {}

    /// Requires that nothing lies there that could be waited for.
    ///
    /// @param vendor as OpenSlide calls it
    /// @throws UnsupportedSlideException where a pipe, socket or device does
    static void requireFiles(Path slide, String vendor) {
        Optional<Path> folder = of(slide.toAbsolutePath(), vendor);
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.get(), CompanionFolder::isNoFile)) {
            for (Path entry : entries) {
                throw new UnsupportedSlideException(
                        slide.getFileName() + " lies beside a pipe, socket or device, " + entry.getFileName()
                                + ", at which OpenSlide would wait for ever: move one of them to another folder");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<Path> of(Path slide, String vendor) {
        String name = String.valueOf(slide.getFileName());
        return switch (vendor) {
            case "dicom" -> Optional.ofNullable(slide.getParent());
            case "mirax" -> Optional.of(slide.resolveSibling(name.substring(0, Math.max(0, name.lastIndexOf('.')))));
            case "hamamatsu" ->
                name.toLowerCase(Locale.ROOT).endsWith(".ndpi")
                        ? Optional.empty()
                        : Optional.ofNullable(slide.getParent());
            default -> Optional.empty();
        };
    }

    private static boolean isNoFile(Path entry) {
        try {
            // Links are followed, as OpenSlide follows them.
            return Files.readAttributes(entry, BasicFileAttributes.class).isOther();
        } catch (IOException danglingOrGone) {
            return false; // opening it fails at once
        }
    }
}
