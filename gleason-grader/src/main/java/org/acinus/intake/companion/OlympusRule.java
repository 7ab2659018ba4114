package org.acinus.intake.companion;

import java.nio.file.Path;
import java.util.List;
import org.acinus.intake.folder.FolderListing;
import org.acinus.intake.folder.SafeText;

/// Olympus VSI: `x.vsi` with a folder `_x_` of `.ets` files. The index does not name them in a documented way, so
/// that one of them must be there and all must be quiet.
final class OlympusRule implements CompanionRule {
    @Override
    public boolean concerns(Path key) {
        return FileEnding.of(key).equals(".vsi");
    }

    @Override
    public List<Path> neighbours(Path key, FolderListing listing) {
        return listing.below(folder(key));
    }

    @Override
    public Closure close(Path key, FolderListing listing, Path root) {
        List<Path> members = neighbours(key, listing);
        boolean pictures = members.stream().anyMatch(file -> FileEnding.of(file).equals(".ets"));
        String expected =
                SafeText.of(folder(key).resolve("stack1").resolve("frame_t.ets").toString());
        return new Closure(members, pictures ? List.of() : List.of(expected));
    }

    private static Path folder(Path key) {
        return key.resolveSibling("_" + FileEnding.stem(key) + "_");
    }
}
