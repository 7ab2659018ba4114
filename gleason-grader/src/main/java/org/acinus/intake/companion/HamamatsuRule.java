package org.acinus.intake.companion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.acinus.intake.folder.FolderListing;
import org.acinus.intake.folder.SafeText;

/// Hamamatsu VMS and VMU: a key file that names pictures, a map and an optimisation file in the same folder.
final class HamamatsuRule implements CompanionRule {
    private static final Set<String> SECTIONS =
            Set.of("virtual microscope specimen", "uncompressed virtual microscope specimen");

    @Override
    public boolean concerns(Path key) {
        return Set.of(".vms", ".vmu").contains(FileEnding.of(key));
    }

    /// The scanner gives all files of a slide the same beginning; others are known only from the key file.
    @Override
    public List<Path> neighbours(Path key, FolderListing listing) {
        String stem = FileEnding.stem(key);
        Path start = key.resolveSibling(stem);
        List<Path> neighbours = new ArrayList<>();
        for (Path file : listing.files().tailMap(start, true).keySet()) {
            if (!file.toString().startsWith(start.toString())) {
                break;
            }
            if (!file.equals(key)) {
                neighbours.add(file);
            }
        }
        return neighbours;
    }

    @Override
    public Closure close(Path key, FolderListing listing, Path root) throws IOException {
        IniFile index = IniFile.read(root.resolve(key));
        List<String> names = new ArrayList<>();
        index.sections().entrySet().stream()
                .filter(section -> SECTIONS.contains(section.getKey()))
                .flatMap(section -> section.getValue().entrySet().stream())
                .filter(HamamatsuRule::namesFile)
                .map(Map.Entry::getValue)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        if (names.isEmpty()) {
            return new Closure(List.of(), List.of("the names of pictures in " + SafeText.of(key.toString())));
        }
        Path folder = Optional.ofNullable(key.getParent()).orElse(Path.of(""));
        return NamedFiles.in(folder, names, listing);
    }

    /// What the key file names; one that leads out of the folder takes nothing along.
    @Override
    public List<Path> belongings(Path key, FolderListing listing, Path root) throws IOException {
        try {
            return close(key, listing, root).members();
        } catch (PathEscapeException escape) {
            return List.of();
        }
    }

    private static boolean namesFile(Map.Entry<String, String> entry) {
        return entry.getKey().matches("(imagefile|mapfile|macroimage|optimisationfile).*");
    }
}
