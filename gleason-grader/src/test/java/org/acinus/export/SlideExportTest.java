package org.acinus.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.acinus.export.qupath.QuPathFrame;
import org.acinus.export.qupath.QuPathGeoJsonWriter;
import org.acinus.heatmap.HeatmapPicture;
import org.acinus.tissue.Overview;
import org.acinus.wsi.RgbBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideExportTest {
    private static final SlideReport REPORT = TestingReports.cancer(TestingReports.fourTiles());
    private static final Overview OVERVIEW =
            new Overview(RgbBuffer.onHeap(600, 500), MemorySegment.ofArray(new byte[300_000]), 0, 100);

    @TempDir
    Path folder;

    @Test
    void aSlidesFolderHoldsTheFilesOfTheWorkspaceContract() throws IOException {
        Path slide = Files.createDirectory(folder.resolve("x.svs"));
        List<SlideExport> exports = List.of(
                new ResultJsonWriter("0.1.0", "none"),
                new TilesCsvWriter(),
                new QuPathGeoJsonWriter(QuPathFrame.FULL),
                new HeatmapPngWriter(new HeatmapPicture(), OVERVIEW));

        List<String> names = exports.stream()
                .map(export -> write(export, slide).getFileName().toString())
                .toList();

        assertThat(names).containsExactly("result.json", "tiles.csv", "x.svs.geojson", "heatmap.png");
        assertThat(slide.resolve("result.json")).content().contains(PackNotice.RESEARCH_USE, "demo");
        assertThat(slide.resolve("x.svs.geojson")).content().contains(PackNotice.RESEARCH_USE, "DEMO");
    }

    @Test
    void theHeatmapIsAPngThatJavaReadsAgainAndADemosIsMarked() throws IOException {
        Path file = write(new HeatmapPngWriter(new HeatmapPicture(), OVERVIEW), folder);

        BufferedImage image = ImageIO.read(file.toFile());

        assertThat(Math.max(image.getWidth(), image.getHeight())).isLessThanOrEqualTo(2000);
        assertThat(image.getRGB(1, 1) & 0xFFFFFF).as("banner").isEqualTo(0xB3261E);
    }

    private static Path write(SlideExport export, Path folder) {
        try {
            return export.writeInto(folder, REPORT);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
