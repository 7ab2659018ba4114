package org.acinus.mil.pack.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The folders where packs may lie.
///
/// @param packs folder named on the command line, searched first
/// @param workspace whose `packs` folder is searched next
/// @param cache whose `packs` folder is searched then, and where built-in packs are made; `weights` in it holds
///     what they are made from
/// @param home the project or the unpacked release, whose `models` folder holds the packs that come with Acinus
public record PackPlaces(Optional<Path> packs, Optional<Path> workspace, Path cache, Optional<Path> home) {

    /// The places that the launcher names by the system properties `acinus.cache` and `acinus.home`.
    ///
    /// @param packs the option `--packs`
    /// @param workspace the option `--workspace`
    public static PackPlaces ofSystem(Optional<Path> packs, Optional<Path> workspace) {
        String cache = System.getProperty("acinus.cache");
        Path cacheFolder =
                cache == null ? Path.of(System.getProperty("user.home"), ".cache", "acinus") : Path.of(cache);
        Optional<Path> home =
                Optional.ofNullable(System.getProperty("acinus.home")).map(Path::of);
        return new PackPlaces(packs, workspace, cacheFolder, home);
    }

    /// Folders whose subfolders are packs, in the order in which they are searched.
    public List<Path> searched() {
        List<Path> folders = new ArrayList<>();
        packs.ifPresent(folders::add);
        workspace.map(folder -> folder.resolve("packs")).ifPresent(folders::add);
        folders.add(cachedPacks());
        home.map(folder -> folder.resolve("models")).ifPresent(folders::add);
        return List.copyOf(folders);
    }

    /// Where packs that are made or installed without a workspace go.
    public Path cachedPacks() {
        return cache.resolve("packs");
    }

    /// Where a downloaded weight file may lie, in the order in which it is looked for.
    ///
    /// @param fileName of the weights
    public List<Path> weights(String fileName) {
        List<Path> files = new ArrayList<>();
        files.add(cache.resolve("weights").resolve(fileName));
        home.map(folder -> folder.resolve("weights").resolve(fileName)).ifPresent(files::add);
        return List.copyOf(files);
    }
}
