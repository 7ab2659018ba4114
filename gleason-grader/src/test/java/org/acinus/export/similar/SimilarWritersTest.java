package org.acinus.export.similar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.acinus.export.SlideExport;
import org.acinus.export.SlideReport;
import org.acinus.export.TestingReports;
import org.acinus.heatmap.tiles.ContrastPanel;
import org.acinus.heatmap.tiles.ContrastPicture;
import org.acinus.heatmap.tiles.ContrastTile;
import org.acinus.mil.PackId;
import org.acinus.mil.similar.Contrast;
import org.acinus.mil.similar.Neighbour;
import org.acinus.mil.similar.ReferenceSlide;
import org.acinus.outcome.TestingTiles;
import org.junit.jupiter.api.Test;

class SimilarWritersTest {
    private static final SlideReport REPORT = TestingReports.cancer(TestingReports.fourTiles());
    private static final SimilarTiles FOUND = new SimilarTiles(
            new PackId("lite0", "1.0.0", "c3".repeat(32)),
            7,
            false,
            List.of(new SimilarTiles.Query(
                    TestingTiles.frame(5, 7, 448),
                    12.5,
                    new Contrast(
                            List.of(neighbour("=1+1.svs", 0, 0.25)),
                            List.of(neighbour("c.svs", 3, 0.125), neighbour("d.svs", 1, 0.5))))));

    private static Neighbour neighbour(String slide, int label, double distance) {
        return new Neighbour(
                new ReferenceSlide(slide, "ab".repeat(32), "PATIENT-17", label, 9, "bag", "file", 1, 2),
                TestingTiles.frame(2, 3, 100),
                distance);
    }

    private static byte[] bytes(SlideExport export) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(REPORT, out);
        return out.toByteArray();
    }

    @Test
    void programsReadWhichTilesOfWhichSlidesAndNoPatient() throws IOException {
        byte[] bytes = bytes(new SimilarJsonWriter(FOUND));
        JsonNode json = new ObjectMapper().readTree(bytes);

        assertThat(json.get("demo").asBoolean()).isTrue();
        assertThat(json.get("notice").asText()).contains("Research use only");
        assertThat(json.get("slides_compared").asInt()).isEqualTo(7);
        assertThat(json.at("/tiles/0/influence").asDouble()).isEqualTo(12.5);
        assertThat(json.at("/tiles/0/x0").asLong()).isEqualTo(2240);
        assertThat(json.at("/tiles/0/cancer/0/slide").asText()).isEqualTo("c.svs");
        assertThat(json.at("/tiles/0/cancer/1/distance").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/tiles/0/benign/0/y0").asLong()).isEqualTo(300);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("PATIENT-17");
    }

    @Test
    void spreadsheetsGetALineANeighbourAndNoFormula() throws IOException {
        assertThat(new String(bytes(new SimilarCsvWriter(FOUND)), StandardCharsets.UTF_8).lines())
                .containsExactly(
                        SimilarCsvWriter.HEADER,
                        "5,7,2240,3136,12.5,1,0,0,\"'=1+1.svs\"," + "ab".repeat(32) + ",0.25,2,3,200,300,100.0,100.0",
                        "5,7,2240,3136,12.5,1,1,3,c.svs," + "ab".repeat(32) + ",0.125,2,3,200,300,100.0,100.0",
                        "5,7,2240,3136,12.5,2,1,1,d.svs," + "ab".repeat(32) + ",0.5,2,3,200,300,100.0,100.0");
    }

    @Test
    void aDemonstrationSaysSoAcrossThePicture() throws IOException {
        ContrastPanel panel = new ContrastPanel(
                "Tile 1", new ContrastTile(Optional.empty(), List.of()), Optional.empty(), Optional.empty());
        byte[] png = bytes(new SimilarPngWriter(new ContrastPicture(), FOUND, List.of(panel), 112));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(image.getRGB(image.getWidth() - 1, 20) & 0xFFFFFF).isEqualTo(0xB3261E);
    }
}
