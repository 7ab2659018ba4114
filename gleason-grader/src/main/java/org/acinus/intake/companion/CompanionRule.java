package org.acinus.intake.companion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.acinus.intake.folder.FolderListing;

/// Which files make one slide, for formats that keep a slide in several.
///
/// One thread at a time. Paths are relative to the drop folder.
public interface CompanionRule {

    /// A rule for each format that is known. Rules remember what they have read: everybody takes rules of their own.
    static List<CompanionRule> all() {
        return List.of(new MiraxRule(), new HamamatsuRule(), new OlympusRule(), new DicomRule());
    }

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

    /// What goes with the slide when it is moved, the candidate itself left out or not.
    ///
    /// @throws IOException where a file cannot be read
    default List<Path> belongings(Path key, FolderListing listing, Path root) throws IOException {
        return neighbours(key, listing);
    }

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
