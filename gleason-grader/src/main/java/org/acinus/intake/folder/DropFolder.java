package org.acinus.intake.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A drop folder on a file system: walked recursively, links not followed, nothing opened.
///
/// Names that begin with a dot are passed over: there copy programs keep what is not finished. One thread at a
/// time.
public final class DropFolder implements FolderView {
    private final Path root;
    private final List<Path> excluded;

    /// A view of one folder.
    ///
    /// @param root an existing folder; a link that was given by name is followed here, once
    /// @param excluded folders that may lie inside and are not the scanner's: the workspace, targets of moves
    /// @throws IOException where there is no such folder
    public DropFolder(Path root, List<Path> excluded) throws IOException {
        this.root = root.toRealPath();
        this.excluded =
                excluded.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        if (!Files.isDirectory(this.root)) {
            throw new NotDirectoryException(root.toString());
        }
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public FolderListing list() throws IOException {
        Walk walk = new Walk();
        Files.walkFileTree(root, walk);
        return new FolderListing(walk.files, walk.passedOver, walk.unreadable);
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final NavigableMap<Path, FileStamp> files = new TreeMap<>();
        private final List<FolderListing.PassedOver> passedOver = new ArrayList<>();
        private final List<Path> unreadable = new ArrayList<>();

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = !folder.equals(root) && (isHidden(folder) || excluded.contains(folder));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            Path relative = root.relativize(file);
            if (attributes.isRegularFile()) {
                files.put(relative, FileStamp.of(attributes));
            } else {
                passedOver.add(new FolderListing.PassedOver(
                        relative, attributes.isSymbolicLink() ? "a symbolic link" : "a pipe, socket or device"));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(root)) {
                throw failure;
            }
            // A file that went away between the listing and the look is simply not there.
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                unreadable.add(root.relativize(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                if (folder.equals(root)) {
                    throw failure;
                }
                unreadable.add(root.relativize(folder));
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }
}
