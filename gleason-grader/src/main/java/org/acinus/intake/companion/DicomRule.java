package org.acinus.intake.companion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.intake.folder.FileStamp;
import org.acinus.intake.folder.FolderListing;

/// DICOM: the instances of a series lie in one folder, and a reader that is given one of them opens them all.
///
/// A series does not say how many instances it has; a concatenation (PS3.3 C.7.6.16.1.4) says how many parts. So
/// all instances in the folder must be quiet, and all parts of a concatenation must be there.
final class DicomRule implements CompanionRule {
    private final Map<Path, Known> headers = new HashMap<>();

    private record Known(FileStamp stamp, DicomHeader header) {}

    @Override
    public boolean concerns(Path key) {
        return FileEnding.of(key).equals(".dcm");
    }

    @Override
    public Path neighbourhood(Path key) {
        return folder(key);
    }

    @Override
    public List<Path> neighbours(Path key, FolderListing listing) {
        Path folder = folder(key);
        List<Path> all =
                folder.toString().isEmpty() ? List.copyOf(listing.files().keySet()) : listing.below(folder);
        return all.stream()
                .filter(file -> concerns(file) && folder(file).equals(folder))
                .toList();
    }

    @Override
    public Closure close(Path key, FolderListing listing, Path root) throws IOException {
        DicomHeader own = header(key, listing, root);
        if (own.concatenation().isEmpty()) {
            return new Closure(List.of(), List.of());
        }
        List<Path> parts = new ArrayList<>();
        for (Path sibling : neighbours(key, listing)) {
            if (header(sibling, listing, root).concatenation().equals(own.concatenation())) {
                parts.add(sibling);
            }
        }
        int absent = own.partsInConcatenation() - parts.size();
        parts.remove(key);
        return new Closure(
                parts,
                absent <= 0
                        ? List.of()
                        : List.of(absent + " of the " + own.partsInConcatenation() + " parts of its concatenation"));
    }

    /// Instances in one folder are slides of their own and move by themselves.
    @Override
    public List<Path> belongings(Path key, FolderListing listing, Path root) {
        return List.of();
    }

    private DicomHeader header(Path file, FolderListing listing, Path root) throws IOException {
        Optional<FileStamp> stamp = listing.stamp(file);
        Known known = headers.get(file);
        if (known != null && stamp.filter(known.stamp::equals).isPresent()) {
            return known.header;
        }
        DicomHeader header = DicomHeader.read(root.resolve(file));
        stamp.ifPresent(now -> headers.put(file, new Known(now, header)));
        return header;
    }

    @Override
    public void forgetAllBut(FolderListing listing) {
        headers.keySet().removeIf(file -> listing.stamp(file).isEmpty());
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    }
}
