package org.acinus.intake.companion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acinus.intake.folder.FolderListing;
import org.acinus.intake.folder.SafeText;

/// 3DHISTECH: `x.mrxs` with a folder `x` that holds `Slidedat.ini`, an index and data files, all named in the
/// former.
final class MiraxRule implements CompanionRule {
    private static final String INI = "Slidedat.ini";

    @Override
    public boolean concerns(Path key) {
        return FileEnding.of(key).equals(".mrxs");
    }

    @Override
    public List<Path> neighbours(Path key, FolderListing listing) {
        return listing.below(folder(key));
    }

    @Override
    public Closure close(Path key, FolderListing listing, Path root) throws IOException {
        Path folder = folder(key);
        Path ini = folder.resolve(INI);
        if (listing.stamp(ini).isEmpty()) {
            return new Closure(List.of(), List.of(SafeText.of(ini.toString())));
        }
        IniFile slide = IniFile.read(root.resolve(ini));
        List<String> names = new ArrayList<>(List.of(INI));
        slide.value("hierarchical", "indexfile").ifPresent(names::add);
        Map<String, String> dataFiles = slide.sections().getOrDefault("datafile", Map.of());
        dataFiles.entrySet().stream()
                .filter(entry -> entry.getKey().matches("file_\\d+"))
                .forEach(entry -> names.add(entry.getValue()));
        int stated = slide.value("datafile", "file_count")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
        Closure named = NamedFiles.in(folder, names, listing);
        long found = dataFiles.keySet().stream()
                .filter(name -> name.matches("file_\\d+"))
                .count();
        if (found >= stated) {
            return named;
        }
        List<String> missing = new ArrayList<>(named.missing());
        missing.add((stated - found) + " names of data files in " + SafeText.of(ini.toString()));
        return new Closure(named.members(), missing);
    }

    private static Path folder(Path key) {
        return key.resolveSibling(FileEnding.stem(key));
    }
}
