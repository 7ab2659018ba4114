package org.acinus.export.qupath;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.acinus.export.StrictJson;
import org.acinus.export.TestingReports;
import org.acinus.heatmap.HeatColours;
import org.acinus.heatmap.HeatScale;
import org.junit.jupiter.api.Test;

class QuPathProjectTest {
    private static final Path SLIDE = Path.of("/slides/site A/it's #1.svs");
    private static final QuPathEntry ENTRY =
            QuPathEntry.of(TestingReports.cancer(TestingReports.fourTiles()), SLIDE, "it's #1.svs.geojson");

    @Test
    void theProjectNamesEachSlideWhereItIs() throws IOException {
        QuPathEntry ome = new QuPathEntry(
                Path.of("/slides/b.ome.tif"), "b.ome.tif.geojson", TestingReports.BOUNDS, "direct", "BENIGN");

        JsonNode project = json(new QuPathProject(
                Path.of("/out"), List.of(ENTRY, ome), Instant.ofEpochMilli(1_700_000_000_000L))::write);

        assertThat(project.get("createTimestamp").asLong()).isEqualTo(1_700_000_000_000L);
        assertThat(project.get("uri").asText()).isEqualTo("file:///out/project.qpproj");
        assertThat(project.get("lastID").asInt()).isEqualTo(2);
        JsonNode first = project.at("/images/0");
        assertThat(Path.of(URI.create(first.at("/serverBuilder/uri").asText()))).isEqualTo(SLIDE);
        assertThat(first.at("/serverBuilder/builderType").asText()).isEqualTo("uri");
        assertThat(first.at("/serverBuilder/providerClassName").asText()).endsWith("OpenslideServerBuilder");
        assertThat(first.get("imageName").asText()).isEqualTo("it's #1.svs");
        assertThat(first.get("description").asText()).contains("DEMO").contains("Research use only");
        assertThat(project.at("/images/1/serverBuilder/providerClassName").asText())
                .endsWith("BioFormatsServerBuilder");
        assertThat(project.at("/images/1/entryID").asInt()).isEqualTo(2);
    }

    @Test
    void theIndexSaysFileFrameAndBounds() throws IOException {
        JsonNode index = json(new QuPathIndex(List.of(ENTRY), QuPathFrame.BOUNDS, QuPathTiles.EACH)::write);

        assertThat(index.get("frame").asText()).isEqualTo("bounds");
        assertThat(index.get("tiles").asText()).isEqualTo("each");
        assertThat(index.at("/slides/0/path").asText()).isEqualTo(SLIDE.toString());
        assertThat(index.at("/slides/0/geojson").asText()).isEqualTo("it's #1.svs.geojson");
        assertThat(index.at("/slides/0/bounds/x").asLong()).isEqualTo(1000);
        assertThat(index.at("/slides/0/bounds/height").asLong()).isEqualTo(40_000);
    }

    /// In even steps from -30 to 30, since QuPath's scales are even.
    @Test
    void theIndexHasTheHeatmapsColours() throws IOException {
        JsonNode colours = json(new QuPathIndex(List.of(), QuPathFrame.FULL, QuPathTiles.EACH)::write)
                .get("colours");

        assertThat(colours.get("limit").asDouble()).isEqualTo(30);
        assertThat(colours.get("red")).hasSize(121);
        for (int i : new int[] {0, 40, 60, 62, 120}) {
            int rgb = HeatColours.rgb(HeatScale.position(i / 2.0 - 30));
            assertThat(colours.at("/red/" + i).asInt()).isEqualTo(rgb >> 16 & 0xFF);
            assertThat(colours.at("/green/" + i).asInt()).isEqualTo(rgb >> 8 & 0xFF);
            assertThat(colours.at("/blue/" + i).asInt()).isEqualTo(rgb & 0xFF);
        }
    }

    @Test
    void theScriptKnowsItsFolderWhateverItIsCalled() throws IOException {
        String script = new QuPathScript(Path.of("/out/O'Hara \\ new")).text();

        assertThat(script)
                .contains("new File('/out/O\\'Hara \\\\ new')")
                .contains("acinus-qupath.json")
                .doesNotContain("@");
    }

    @FunctionalInterface
    private interface Content {
        void write(ByteArrayOutputStream out) throws IOException;
    }

    private static JsonNode json(Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.write(out);
        return StrictJson.parse(out.toByteArray());
    }
}
