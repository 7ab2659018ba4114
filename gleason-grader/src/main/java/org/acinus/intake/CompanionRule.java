package org.acinus.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Which files make one slide, for formats that keep a slide in several.
///
/// One thread at a time. Paths are relative to the drop folder.
interface CompanionRule {

    /// Whether a candidate is a slide of this rule's format, by its name.
    boolean concerns(Path key);

    /// The files that may belong to the slide, by their names alone: all must be quiet before any is read.
    ///
    /// @param key the candidate itself; it may be part of the answer
    List<Path> neighbours(Path key, FolderListing listing);

    /// Names the neighbourhood: candidates of one name have the same neighbours, which then are looked at once.
    default Path neighbourhood(Path key) {
        return key;
    }

    /// What the slide consists of, read from its files once they are quiet.
    ///
    /// @throws IOException where a file cannot be read
    Closure close(Path key, FolderListing listing, Path root) throws IOException;

    /// Forgets what is known of files that are no longer there.
    default void forgetAllBut(FolderListing listing) {}

    /// A slide's files.
    ///
    /// @param members those that are there, without the candidate
    /// @param missing those that are named but not there, for a person
    record Closure(List<Path> members, List<String> missing) {
        public Closure {
            members = List.copyOf(members);
            missing = List.copyOf(missing);
        }
    }
}
