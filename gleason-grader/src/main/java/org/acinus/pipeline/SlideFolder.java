package org.acinus.pipeline;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.acinus.wsi.identity.SlideFiles;

/// The slides among what a user named: files and folders.
///
/// A folder is walked recursively, links not followed; files with a known ending are candidates, others are
/// counted. A file given by name is always a candidate, and a folder that is given may be a link to one.
public final class SlideFolder {
    private static final Set<String> ENDINGS = Set.of(
            ".svs",
            ".tif",
            ".tiff",
            ".ndpi",
            ".mrxs",
            ".scn",
            ".bif",
            ".vms",
            ".vmu",
            ".svslide",
            ".czi",
            ".vsi",
            ".qptiff",
            ".dcm");

    private SlideFolder() {}

    /// Whether one file was named and nothing else.
    public static boolean isOneFile(List<Path> paths) {
        return paths.size() == 1 && Files.isRegularFile(paths.getFirst());
    }

    /// A candidate.
    ///
    /// @param root absolute folder that it is listed under
    /// @param relative path below `root`
    public record Found(Path root, Path relative, long bytes, Instant modified) {
        /// The file itself.
        public Path path() {
            return root.resolve(relative);
        }
    }

    /// What a search came to.
    ///
    /// @param slides candidates by root and path, each once
    /// @param ignored files in folders whose ending no slide has, and pipes, sockets and devices
    /// @param links symbolic links in folders, which are not followed: to folders, or called like slides
    /// @param unreadable folders and files that could not be looked at, with the reason
    public record Listing(List<Found> slides, int ignored, int links, List<String> unreadable) {
        public Listing {
            slides = List.copyOf(slides);
            unreadable = List.copyOf(unreadable);
        }
    }

    /// Lists the slides under the given paths.
    ///
    /// @throws IOException where a given path does not exist or cannot be looked at
    public static Listing list(List<Path> paths) throws IOException {
        List<Found> slides = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int ignored = 0;
        int links = 0;
        for (Path path : paths) {
            Path absolute = path.toAbsolutePath().normalize();
            BasicFileAttributes attributes = Files.readAttributes(absolute, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                List<Found> candidates = new ArrayList<>();
                Path start = Files.isSymbolicLink(absolute) ? absolute.toRealPath() : absolute;
                Walk walk = new Walk(start, candidates, unreadable);
                Files.walkFileTree(start, walk);
                ignored += walk.ignored;
                links += walk.links;
                slides.addAll(withoutCompanions(candidates));
            } else {
                slides.add(found(parent(absolute), absolute, attributes));
            }
        }
        List<Found> distinct = slides.stream()
                .sorted(Comparator.comparing(Found::root).thenComparing(Found::relative))
                .distinct()
                .toList();
        return new Listing(distinct, ignored, links, unreadable);
    }

    /// Of the DICOM files of one series in one folder, which are one slide, the first by name stands for all.
    private static List<Found> withoutCompanions(List<Found> candidates) {
        List<Found> slides = new ArrayList<>();
        Set<Object> series = new HashSet<>();
        for (Found candidate : candidates.stream()
                .sorted(Comparator.comparing(Found::relative))
                .toList()) {
            Optional<String> uid = series(candidate.path());
            if (uid.isEmpty() || series.add(List.of(parent(candidate.path()), uid.get()))) {
                slides.add(candidate);
            }
        }
        return slides;
    }

    private static Optional<String> series(Path file) {
        try {
            return SlideFiles.series(file);
        } catch (IOException unreadable) {
            // Then it is a candidate, and opening it will say why.
            return Optional.empty();
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static Found found(Path root, Path file, BasicFileAttributes attributes) {
        return new Found(
                root,
                root.relativize(file),
                attributes.size(),
                attributes.lastModifiedTime().toInstant());
    }

    /// Whether a file's name has an ending that slides have.
    public static boolean isCandidate(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot >= 0 && ENDINGS.contains(name.substring(dot));
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Found> slides;
        private final List<String> unreadable;
        private int ignored;
        private int links;

        Walk(Path root, List<Found> slides, List<String> unreadable) {
            this.root = root;
            this.slides = slides;
            this.unreadable = unreadable;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isCandidate(file)) {
                slides.add(found(root, file, attributes));
            } else if (attributes.isSymbolicLink() && (isCandidate(file) || Files.isDirectory(file))) {
                links++;
            } else {
                ignored++;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            unreadable.add(file + ": " + failure.getClass().getSimpleName());
            return FileVisitResult.CONTINUE;
        }
    }
}
