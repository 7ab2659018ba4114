package org.acinus.wsi.write.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.UnsupportedSlideException;
import org.acinus.wsi.tiff.TiffExtent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanePyramidWriterTest {
    private static final int WIDTH = 1235;
    private static final int HEIGHT = 709;

    /// Reads the file with tifffile and compares every level of every channel with the formula of [Formula] and with
    /// numpy's own averages.
    private static final String SCRIPT = """
            import sys, warnings, numpy, tifffile
            warnings.simplefilter('ignore')
            with tifffile.TiffFile(sys.argv[1]) as tiff:
                series = tiff.series[0]
                print(series.kind, series.axes, series.dtype, [level.shape for level in series.levels])
                expected = []
                for c in range(3):
                    y, x = numpy.mgrid[0:709, 0:1235].astype('float32')
                    plane = (x - 2 * y) * (c + 1) / 4
                    plane[(x + 3 * y) % 7 == c] = numpy.nan
                    expected.append(plane)
                plane = numpy.stack(expected)
                for level in series.levels:
                    got = level.asarray()
                    same = numpy.allclose(got, plane, rtol=1e-6, atol=1e-4, equal_nan=True)
                    print('same' if same else numpy.nanmax(numpy.abs(got - plane)))
                    h, w = plane.shape[1] // 2, plane.shape[2] // 2
                    blocks = plane[:, :2 * h, :2 * w].reshape(3, h, 2, w, 2)
                    plane = numpy.nanmean(blocks, axis=(2, 4)).astype('float32')
                meta = tifffile.xml2dict(tiff.ome_metadata)['OME']
                pixels = meta['Image']['Pixels']
                print(pixels['PhysicalSizeX'], pixels['PhysicalSizeY'], pixels['Plane'][1]['PositionX'],
                      pixels['Plane'][2]['PositionY'], pixels['Plane'][0]['PositionXUnit'])
                print([channel['Name'] for channel in pixels['Channel']])
                print(meta['StructuredAnnotations']['MapAnnotation']['Value']['M'][0])
            """;

    @TempDir
    private Path folder;

    /// A slope for each plane, with holes.
    private record Formula(int width, int height) implements PlaneSource {
        @Override
        public void read(int plane, int y, int rows, float[] into) {
            for (int i = 0; i < rows * width; i++) {
                int column = i % width;
                int row = y + i / width;
                boolean hole = (column + 3 * row) % 7 == plane;
                into[i] = hole ? Float.NaN : (column - 2f * row) * (plane + 1) / 4;
            }
        }
    }

    private static PlaneDescription description() {
        SequencedMap<String, String> properties = new LinkedHashMap<>();
        properties.put("Scale", "a < b & c");
        properties.put("Other", "more");
        return new PlaneDescription(
                "a \"name\"",
                "written for a test",
                27.5,
                28.25,
                1500,
                -250,
                List.of(
                        new PlaneDescription.Channel("Slope", 0xFF0000),
                        new PlaneDescription.Channel("Steeper", 0x00FF00),
                        new PlaneDescription.Channel("Steepest", 0x0000FF)),
                properties);
    }

    private Path write() throws IOException {
        Path file = folder.resolve("planes.ome.tif");
        PlanePyramidWriter.write(new Formula(WIDTH, HEIGHT), description(), file);
        return file;
    }

    @Test
    void fileIsCompleteAndNothingIsLeftBeside() throws IOException {
        Path file = write();
        new TiffExtent().requireComplete(file);
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).containsExactly(file);
        }
    }

    @Test
    void failingSourceLeavesNothing() throws IOException {
        Path file = folder.resolve("broken.ome.tif");
        PlaneSource broken = new PlaneSource() {
            @Override
            public int width() {
                return 600;
            }

            @Override
            public int height() {
                return 600;
            }

            @Override
            public void read(int plane, int y, int rows, float[] into) {
                if (plane == 1 && y > 0) {
                    throw new IllegalStateException("the source fails");
                }
            }
        };
        assertThatThrownBy(() -> PlanePyramidWriter.write(broken, description(), file))
                .isInstanceOf(IllegalStateException.class);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /// A heatmap that lies among slides must not be taken for one.
    @Test
    void readersOfSlidesRefuseIt() throws IOException {
        Path file = write();
        SlideFormats formats = SlideFormats.installed();
        assertThatThrownBy(() -> formats.open(file)).isInstanceOf(UnsupportedSlideException.class);
    }

    @Test
    @Tag("oracle")
    void tifffileReadsEveryValueOfEveryLevel() throws Exception {
        assumeTrue(python("-c", "import tifffile, imagecodecs").exitCode() == 0, "skipped: python3 has no tifffile");
        Result result = python("-c", SCRIPT, write().toString());
        assertThat(result.exitCode()).as(result.text()).isZero();
        assertThat(result.text().lines())
                .containsExactly(
                        "ome CYX float32 [(3, 709, 1235), (3, 354, 617), (3, 177, 308), (3, 88, 154)]",
                        "same",
                        "same",
                        "same",
                        "same",
                        "27.5 28.25 1.5 -0.25 mm",
                        "['Slope', 'Steeper', 'Steepest']",
                        "{'K': 'Scale', 'value': 'a < b & c'}");
    }

    private record Result(int exitCode, String text) {}

    private static Result python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("acinus.python", "python3"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text);
        } catch (IOException noPython) {
            return new Result(127, String.valueOf(noPython.getMessage()));
        }
    }
}
