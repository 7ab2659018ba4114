package org.acinus.wsi.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.openslide.OpenSlideFormat;
import org.acinus.wsi.synthetic.scene.Blob;
import org.acinus.wsi.synthetic.scene.Tumour;
import org.acinus.wsi.tiff.TiffExtent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticCohortTest {
    @TempDir
    private Path folder;

    @Test
    void writesSlidesLabelsAndTruth() throws IOException {
        List<String> seen = new ArrayList<>();
        new SyntheticCohort(CohortTask.BINARY, 2, 3)
                .write(folder, 2, (file, done, total) -> seen.add(file + " " + done + "/" + total));
        assertThat(seen).containsExactly("SYNTHETIC-001.svs 1/2", "SYNTHETIC-002.svs 2/2");
        List<String> labels = Files.readAllLines(folder.resolve("labels.csv"));
        assertThat(labels).hasSize(3);
        assertThat(labels.getFirst()).isEqualTo("slide,label,patient,site");
        for (String line : labels.subList(1, 3)) {
            String[] cells = line.split(",", -1);
            Path slide = folder.resolve("slides").resolve(cells[0]);
            new TiffExtent().requireComplete(slide);
            requireSlide(slide);
            String truth = Files.readString(folder.resolve("truth").resolve(cells[0] + ".geojson"));
            assertThat(truth.contains("\"Feature\"")).isEqualTo(cells[1].equals("1"));
        }
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(5);
        }
    }

    private static void requireSlide(Path file) {
        assumeTrue(
                OpenSlideFormat.library() instanceof OpenSlideFormat.LibraryState.Usable,
                "skipped: no OpenSlide library here");
        try (Slide slide = SlideFormats.installed().open(file)) {
            assertThat(slide.metadata().format()).isEqualTo("aperio");
            assertThat(slide.metadata().spacing().known().orElseThrow().xMicrons())
                    .isEqualTo(0.5);
            assertThat(slide.metadata().levels()).hasSize(2);
        }
    }

    @Test
    void truthIsAClosedPolygonInQuPathsForm() {
        Tumour tumour = new Tumour(Blob.upright(1000, 2000, 300, 200, 0), org.acinus.wsi.synthetic.scene.Pattern.G4);
        String json = TruthGeoJson.of("a.svs", List.of(tumour, tumour));
        assertThat(json)
                .startsWith("{\"type\":\"FeatureCollection\"")
                .contains("\"objectType\":\"annotation\"", "\"name\":\"Gleason 4\"", "SYNTHETIC")
                .doesNotContain("Infinity", "NaN");
        assertThat(Pattern.compile("\"id\":\"[0-9a-f-]{36}\"")
                        .matcher(json)
                        .results()
                        .distinct())
                .hasSize(2);
        List<String> positions = Pattern.compile("\\[(\\d+\\.\\d),(\\d+\\.\\d)]")
                .matcher(json.substring(0, json.indexOf("]]") + 1))
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
        assertThat(positions).hasSize(121);
        assertThat(positions.getFirst()).isEqualTo(positions.getLast());
    }

    @Test
    void largeDrawnSlideHasTissueWhereverItsSeedSays() {
        assertThat(SyntheticSlide.tissue(3000, 2000, 5).width()).isEqualTo(3000);
        assertThat(SyntheticSlide.drawn("x", 0.5).properties()).containsEntry("ScanScope ID", "SYNTHETIC");
        // A canvas too small for any tissue is glass, not a failure.
        assertThat(SyntheticSlide.tissue(50, 40, 5).height()).isEqualTo(40);
    }
}
