package org.acinus.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.acinus.mil.features.BagIndex;
import org.acinus.mil.features.MappedBag;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `features --slides-csv` on a real slide, whose file says 0.499 µm per pixel, and on a copy.
class FeaturesOfStatedSlidesIT {
    @TempDir
    private Path folder;

    private Launcher acinus;
    private Path slides;

    @BeforeEach
    void copySlides() throws IOException {
        acinus = new Launcher(folder);
        slides = Files.createDirectories(folder.resolve("slides"));
        for (String name : List.of("a.svs", "left-out.svs")) {
            Files.copy(SharedData.cmuSlide(), slides.resolve(name));
        }
    }

    private Launcher.Ended features(String bags, String... more) throws IOException, InterruptedException {
        String[] command = {
            "features", slides.toString(), "--out", folder.resolve(bags).toString()
        };
        return acinus.run(Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new));
    }

    private String stated(String text) throws IOException {
        return Files.writeString(folder.resolve("stated.csv"), text).toString();
    }

    private int tiles(String bags) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(bags))) {
            Path only = files.filter(file -> file.toString().endsWith(".arrow"))
                    .reduce((one, other) -> {
                        throw new AssertionError(one + " and " + other);
                    })
                    .orElseThrow();
            try (MappedBag bag = MappedBag.open(only)) {
                return bag.size();
            }
        }
    }

    @Test
    void aStatedSpacingCutsOtherTilesAndAnExcludedSlideGetsNoBag() throws Exception {
        Launcher.Ended plain = features("plain");
        assertThat(plain.exitCode()).as(plain.err()).isZero();
        // One content, two names.
        assertThat(BagIndex.read(folder.resolve("plain"))).containsOnlyKeys("a.svs", "left-out.svs");

        Launcher.Ended stated =
                features("stated", "--slides-csv", stated("file,spacing,exclude\na.svs,0.25,\nleft-out.svs,,yes\n"));
        assertThat(stated.exitCode()).as(stated.err()).isZero();
        assertThat(stated.err()).contains("left-out.svs: left out by --slides-csv");
        assertThat(BagIndex.read(folder.resolve("stated"))).containsOnlyKeys("a.svs");
        // Half the spacing, so tiles of one size in µm take four times the pixels.
        assertThat(tiles("stated")).isBetween(tiles("plain") / 6, tiles("plain") / 3);
    }

    @Test
    void aTableThatMakesNoSenseIsRefusedBeforeAnySlide() throws Exception {
        Launcher.Ended refused = features("none", "--slides-csv", stated("file,rotation\na.svs,90\n"));
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("rotation must be 0 or empty, not 90");
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
