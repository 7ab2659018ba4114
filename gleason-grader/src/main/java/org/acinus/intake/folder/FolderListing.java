package org.acinus.intake.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a look at a folder found. Paths are relative to the folder. Immutable.
///
/// @param files every regular file
/// @param passedOver links, pipes, sockets, devices: never opened, never followed
/// @param unreadable folders that may not be looked into
public record FolderListing(NavigableMap<Path, FileStamp> files, List<PassedOver> passedOver, List<Path> unreadable) {
    public FolderListing {
        files = Collections.unmodifiableNavigableMap(new TreeMap<>(files));
        passedOver = List.copyOf(passedOver);
        unreadable = List.copyOf(unreadable);
    }

    /// Something that is no file, though its name may be a slide's.
    ///
    /// @param what for a person, for example `a symbolic link`
    public record PassedOver(Path path, String what) {}

    /// The stamp of a file that is there.
    public Optional<FileStamp> stamp(Path file) {
        return Optional.ofNullable(files.get(file));
    }

    /// Every file below a folder, at any depth.
    public List<Path> below(Path folder) {
        // Paths are ordered by their bytes, so what is below a folder stands together, after the least name there is.
        List<Path> below = new ArrayList<>();
        for (Path file : files.tailMap(folder.resolve("\u0001"), true).keySet()) {
            if (!file.startsWith(folder)) {
                break;
            }
            below.add(file);
        }
        return below;
    }

    /// Whether nothing can be said of a path because a folder above it may not be looked into.
    public boolean isHidden(Path file) {
        return unreadable.stream().anyMatch(file::startsWith);
    }
}
