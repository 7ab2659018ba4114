package org.acinus.wsi.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.hostile.Probed.Verdict;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The shared sets of strange, broken and hostile files, through every reader, against a table of what each must
/// make of each.
///
/// A reader of 8-bit RGB slides may refuse most of them, but never crash, hang, take all memory, or show wrong
/// pixels.
class StrangeFilesTest {
    private static final Logger LOG = LoggerFactory.getLogger(StrangeFilesTest.class);
    private static final Duration LIMIT = Duration.ofSeconds(12);
    private static final long MOST_MEBIBYTES = 3 * 1024;

    private static final List<String> SETS = List.of(
            "tiff-conformance-image-tiff",
            "hostile-image-tiff",
            "hostile-pillow",
            "codec-wsidicom-data",
            "tiff-libvips",
            "ome-tiff-tiledb",
            "qupath-test-images",
            "wsi-pathml",
            "wsi-large-image",
            "wsi-highdicom-sm",
            "wsi-openslide-python");

    /// Columns of EXPECTED.tsv.
    private static final int SAMPLES = 3;

    private static final int TYPE = 4;
    private static final int COMPRESSION = 5;
    private static final int SHA256 = 11;

    private record Case(String file, String reader, Probed probed) {
        String inWords() {
            return file + " [" + reader + "] " + probed.verdict() + " " + probed.message();
        }
    }

    @Test
    void everyFileEndsAsTheTableSays() throws IOException {
        Path data = SharedData.require("data");
        Map<String, String> pixels = losslessPixels();
        List<Case> cases = new ArrayList<>();
        try (ProbeJvm jvm = new ProbeJvm(LIMIT, MOST_MEBIBYTES)) {
            for (Path file : files(data)) {
                for (String reader : SlideProbe.readers()) {
                    Probed probed = jvm.probe(reader, file);
                    cases.add(new Case(
                            data.relativize(file).toString(), reader, judged(probed, data.relativize(file), pixels)));
                }
            }
        }
        keepTable(cases);
        LOG.info(summary(cases));
        SoftAssertions.assertSoftly(softly -> {
            requireExpected(softly, cases);
            requireAgreement(softly, cases);
        });
    }

    private static List<Path> files(Path data) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String set : SETS) {
            try (Stream<Path> tree = Files.walk(SharedData.require("data").resolve(set))) {
                tree.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().matches(".*\\.(md|tsv|txt|json|geojson|csv|README)"))
                        .forEach(files::add);
            }
        }
        assertThat(files).as("files in " + data).hasSizeGreaterThan(300);
        return files;
    }

    /// sha256 of the pixels of the 8-bit RGB files of the conformance set that lose nothing, by tifffile.
    private static Map<String, String> losslessPixels() throws IOException {
        Map<String, String> pixels = new HashMap<>();
        for (String line : Files.readAllLines(SharedData.require("data/tiff-conformance-image-tiff/EXPECTED.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (cells[SAMPLES].equals("3")
                    && cells[TYPE].equals("uint8")
                    && !cells[COMPRESSION].contains("JPEG")
                    && cells[SHA256].length() == 64) {
                pixels.put("tiff-conformance-image-tiff/" + cells[0], cells[SHA256]);
            }
        }
        return pixels;
    }

    private static Probed judged(Probed probed, Path file, Map<String, String> pixels) {
        String right = pixels.getOrDefault(file.toString(), "");
        boolean isWrong = probed.verdict() == Verdict.READ && !right.isEmpty() && !right.equals(probed.sha256());
        return isWrong ? Probed.failed(Verdict.WRONG_PIXELS, probed.message()) : probed;
    }

    private static void requireExpected(SoftAssertions softly, List<Case> cases) {
        ExpectedOutcomes expected = ExpectedOutcomes.load();
        for (Case found : cases) {
            Verdict verdict = found.probed().verdict();
            softly.assertThat(verdict.isDefect()).as(found.inWords()).isFalse();
            if (verdict != Verdict.UNAVAILABLE) {
                softly.assertThat(expected.of(found.file(), found.reader()))
                        .as(found.inWords())
                        .contains(verdict);
            }
        }
    }

    /// What two readers decode by libjpeg-turbo or without loss is the same, bit for bit.
    private static void requireAgreement(SoftAssertions softly, List<Case> cases) {
        Map<String, List<String>> pixels = cases.stream()
                .filter(c -> c.probed().verdict() == Verdict.READ && !c.reader().equals("bioformats"))
                .collect(Collectors.groupingBy(
                        Case::file, Collectors.mapping(c -> c.probed().sha256(), Collectors.toList())));
        pixels.forEach((file, hashes) ->
                softly.assertThat(hashes.stream().distinct()).as(file).hasSize(1));
    }

    private static void keepTable(List<Case> cases) throws IOException {
        TreeMap<String, Map<String, Verdict>> found = new TreeMap<>();
        cases.forEach(c -> found.computeIfAbsent(c.file(), file -> new HashMap<>())
                .put(c.reader(), c.probed().verdict()));
        ExpectedOutcomes.write(Path.of("target", "strange-files.tsv"), SlideProbe.readers(), found);
        Files.write(
                Path.of("target", "strange-files-in-words.txt"),
                cases.stream().map(Case::inWords).toList());
    }

    private static String summary(List<Case> cases) {
        Map<String, Map<Verdict, Long>> verdicts = cases.stream()
                .collect(Collectors.groupingBy(
                        Case::reader,
                        TreeMap::new,
                        Collectors.groupingBy(c -> c.probed().verdict(), TreeMap::new, Collectors.counting())));
        return String.format(
                Locale.ROOT,
                "strange files: %d files, slowest %.2f s CPU, peak %d MiB; %s",
                cases.stream().map(Case::file).distinct().count(),
                cases.stream().mapToDouble(c -> c.probed().cpuSeconds()).max().orElse(0),
                cases.stream().mapToLong(c -> c.probed().peakMebibytes()).max().orElse(0),
                verdicts);
    }
}
