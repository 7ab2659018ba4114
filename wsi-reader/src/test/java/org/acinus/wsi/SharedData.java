package org.acinus.wsi;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Real files beside the project, which are not part of it. A test that asks for one is skipped where it is
/// absent.
public final class SharedData {
    private SharedData() {}

    /// A file or folder under the shared folder.
    public static Path require(String relative) {
        Path path = Path.of(System.getProperty("acinus.shared", "../shared")).resolve(relative);
        assumeTrue(Files.exists(path), () -> "skipped: the shared test file " + relative + " is not on this machine");
        return path;
    }

    /// Those of some files under the shared folder that are there.
    public static List<Path> present(String... relative) {
        Path root = Path.of(System.getProperty("acinus.shared", "../shared"));
        return Stream.of(relative).map(root::resolve).filter(Files::exists).toList();
    }

    /// The real slide that most tests use: Aperio, 2220 x 2967 px at 0.499 µm per pixel.
    public static Path cmuSlide() {
        return require("data/wsi-openslide-cmu/CMU-1-Small-Region.svs");
    }
}
