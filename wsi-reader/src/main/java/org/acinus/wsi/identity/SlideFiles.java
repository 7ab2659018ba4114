package org.acinus.wsi.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of which a slide consists.
public final class SlideFiles {
    /// A key file of Hamamatsu's is a page of text.
    private static final long LONGEST_KEY_FILE = 1 << 20;

    private SlideFiles() {}

    /// What belongs to a slide besides the file that it is opened by: the folder of a 3DHISTECH (`x/` of `x.mrxs`)
    /// or CellSens slide (`_x_/` of `x.vsi`), the pictures that a Hamamatsu key file (`.vms`, `.vmu`) names, the
    /// other files of a DICOM series. Links are not followed; nothing outside the slide's own folder is named.
    ///
    /// @return sorted; empty for a slide of one file
    public static List<Path> companions(Path slide) throws IOException {
        String name = String.valueOf(slide.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        List<Path> companions = switch (dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT)) {
            case ".mrxs" -> allIn(slide.resolveSibling(stem));
            case ".vsi" -> allIn(slide.resolveSibling("_" + stem + "_"));
            case ".vms", ".vmu" -> namedIn(slide);
            case ".dcm" -> sameSeries(slide);
            default -> List.of();
        };
        return companions.stream().sorted().toList();
    }

    /// The DICOM series that a file is part of, where its name says that it is a DICOM file.
    public static Optional<String> series(Path file) throws IOException {
        return isDicom(file) ? DicomSeries.of(file) : Optional.empty();
    }

    private static boolean isDicom(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".dcm");
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> allIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(SlideFiles::isFile).toList();
        }
    }

    /// Values of `key=value` lines that are names of files beside the key file.
    private static List<Path> namedIn(Path keyFile) throws IOException {
        if (Files.size(keyFile) > LONGEST_KEY_FILE) {
            return List.of();
        }
        List<Path> named = new ArrayList<>();
        for (String line : Files.readAllLines(keyFile, StandardCharsets.ISO_8859_1)) {
            String value = line.substring(line.indexOf('=') + 1).strip();
            if (line.contains("=") && value.matches("[^/\\\\\\x00]+\\.[A-Za-z0-9]+")) {
                Path sibling = keyFile.resolveSibling(value);
                if (isFile(sibling) && !named.contains(sibling)) {
                    named.add(sibling);
                }
            }
        }
        return named;
    }

    private static List<Path> sameSeries(Path slide) throws IOException {
        Optional<String> series = series(slide);
        Path folder = slide.toAbsolutePath().getParent();
        if (series.isEmpty() || folder == null) {
            return List.of();
        }
        List<Path> others = new ArrayList<>();
        try (Stream<Path> siblings = Files.list(folder)) {
            for (Path sibling : siblings.filter(SlideFiles::isFile).toList()) {
                if (!sibling.getFileName().equals(slide.getFileName())
                        && series(sibling).equals(series)) {
                    others.add(slide.resolveSibling(sibling.getFileName()));
                }
            }
        }
        return others;
    }
}
