package org.acinus.wsi.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.acinus.wsi.jpeg.ChromaSubsampling;
import org.acinus.wsi.write.encode.TileCompression;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Python's tifffile makes of our pyramids. Another Python than `python3`: `-Dacinus.python=FILE`.
@Tag("oracle")
class TifffileTest {
    /// Prints the kind of file, the levels' shapes and the largest difference from [WavePicture]'s formula.
    private static final String SCRIPT = """
            import sys, numpy, tifffile
            def wave(shape):
                y, x = numpy.mgrid[0:shape[0], 0:shape[1]].astype(float)
                planes = [128 + 60 * numpy.sin(x / (40 + 9 * c)) + 60 * numpy.cos(y / (57 - 7 * c)) for c in range(3)]
                return numpy.floor(numpy.stack(planes, 2) + 0.5)
            with tifffile.TiffFile(sys.argv[1]) as tiff:
                series = tiff.series[0]
                pixels = series.asarray().astype(float)
                print(series.kind, tiff.is_bigtiff, [level.shape[:2] for level in series.levels])
                print(tiff.pages[0].compression.name, int(numpy.abs(pixels - wave(pixels.shape)).max()))
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "APERIO,C422,false,svs False,JPEG",
        "APERIO,C420,true,svs True,JPEG",
        "OME_TIFF,C444,true,ome True,JPEG",
        "OME_TIFF,,false,ome False,ADOBE_DEFLATE"
    })
    void tifffileReadsEveryPixel(PyramidLayout layout, ChromaSubsampling jpeg, boolean big, String kind, String codec)
            throws Exception {
        assumeTrue(python("import tifffile, imagecodecs").exitCode() == 0, "skipped: python3 has no tifffile");
        PyramidSpec spec = new PyramidSpec(
                256, 4, 300, jpeg == null ? new TileCompression.Deflate() : new TileCompression.Jpeg(95, jpeg), layout);
        Path file = folder.resolve(layout == PyramidLayout.APERIO ? "wave.svs" : "wave.ome.tif");
        PyramidWriter writer = new PyramidWriter(spec, 2);
        (big ? writer.alwaysBig() : writer)
                .write(
                        new WavePicture(2221, 1303),
                        new SlideDescription(0.499, 20, "written for a test", new LinkedHashMap<>()),
                        file,
                        WriteProgress.SILENT);

        Result result = python(SCRIPT, file.toString());

        assertThat(result.exitCode()).as(result.text()).isZero();
        List<String> lines = result.text().lines().toList();
        assertThat(lines.getFirst()).isEqualTo(kind + " [(1303, 2221), (325, 555), (81, 138)]");
        assertThat(lines.getLast()).startsWith(codec + " ");
        int difference = Integer.parseInt(lines.getLast().substring(codec.length() + 1));
        assertThat(difference).isLessThanOrEqualTo(jpeg == null ? 0 : 6);
    }

    private record Result(int exitCode, String text) {}

    private static Result python(String script, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("acinus.python", "python3"), "-c", script));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text.strip());
        } catch (IOException noPython) {
            return new Result(-1, noPython.toString());
        }
    }
}
