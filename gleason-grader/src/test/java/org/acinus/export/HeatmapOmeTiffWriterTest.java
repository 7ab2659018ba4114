package org.acinus.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatmapOmeTiffWriterTest {
    private static final SlideReport REPORT = TestingReports.cancer(TestingReports.fourTiles());

    /// Looks up what lies at the centre of each tile, by the file's own words about its pixels.
    private static final String SCRIPT = """
            import sys, math, tifffile
            with tifffile.TiffFile(sys.argv[1]) as tiff:
                meta = tifffile.xml2dict(tiff.ome_metadata)['OME']
                pixels = meta['Image']['Pixels']
                planes = tiff.series[0].asarray()
                spacing = (0.25, 0.26)
                left = pixels['Plane'][0]['PositionX'] * 1000 / spacing[0]
                top = pixels['Plane'][0]['PositionY'] * 1000 / spacing[1]
                for column, row in ((5, 7), (6, 7), (7, 7), (5, 8)):
                    x0, y0 = (column + 0.5) * 447.64, (row + 0.5) * 447.64
                    x = math.floor((x0 - left) * spacing[0] / pixels['PhysicalSizeX'])
                    y = math.floor((y0 - top) * spacing[1] / pixels['PhysicalSizeY'])
                    print([float(round(plane[y, x], 6)) for plane in planes])
                print(planes.shape[1] * pixels['PhysicalSizeY'] >= 40000 * 0.26, round(left), round(top))
            """;

    @TempDir
    private Path folder;

    @Test
    @Tag("oracle")
    void everyTileIsFoundAtItsPlaceByTheFilesOwnWords() throws Exception {
        requireTiles(new HeatmapOmeTiffWriter("test").writeInto(folder, REPORT), "True 1000 2000");
    }

    /// As `everyTileIsFoundAtItsPlaceByTheFilesOwnWords`, from the corner of the whole slide, with tiles that are read
    /// one by one.
    @Test
    @Tag("oracle")
    void aFileInTheFrameOfTheWholeSlideHasEveryTileAtItsPlaceToo() throws Exception {
        SlideResult result = REPORT.result();
        SlideResult summary = new SlideResult(
                result.sha256(),
                result.outcome(),
                result.tilesTotal(),
                result.tilesUnreadable(),
                result.pack(),
                result.startedAt(),
                result.finishedAt(),
                List.of());
        SlideReport stored = new SlideReport(REPORT.slide(), summary, REPORT.notice(), TileSource.of(result.tiles()));
        Path file = folder.resolve("whole.ome.tif");
        new HeatmapOmeTiffWriter("test", true).publish(file, stored);
        requireTiles(file, "True 0 0");
    }

    private static void requireTiles(Path file, String origin) throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("acinus.python", "python3"), "-c", SCRIPT, file.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0 || !text.contains("ModuleNotFoundError"), "skipped: python3 has no tifffile");
        assertThat(text.lines()).containsExactly("[13.0, 0.75]", "[-1.5, 0.25]", "[nan, nan]", "[nan, nan]", origin);
    }

    @Test
    void fileSaysWhatItsNumbersMeanAndWhoSaidThem() throws IOException {
        Path file = new HeatmapOmeTiffWriter("test").writeInto(folder, REPORT);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .contains(PackNotice.RESEARCH_USE, "DEMO: a demonstration model", "demo-head 1.0.0 (DEMO)")
                .contains("<M K=\"Scored tiles\">2</M>", "<M K=\"Blending\">mean of the tiles", "shown from -30 to 30")
                .contains("Name=\"Influence\"", "Name=\"Attention\"");
    }

    @Test
    void streamGetsTheSameBytesAsTheFile() throws IOException {
        Path file = new HeatmapOmeTiffWriter("test").writeInto(folder, REPORT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HeatmapOmeTiffWriter("test").write(REPORT, out);
        assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void slideWithoutTilesHasAFileWithoutValues() throws IOException {
        List<TileResult> none = List.of();
        Path file = new HeatmapOmeTiffWriter("test")
                .writeInto(folder, TestingReports.of(REPORT.result().outcome(), none, true));
        assertThat(Files.size(file)).isPositive();
    }
}
