package org.acinus.export.qupath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.acinus.export.PackNotice;
import org.acinus.export.SlideReport;
import org.acinus.export.StrictJson;
import org.acinus.export.TestingReports;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileResult;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

class QuPathGeoJsonWriterTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final SlideReport REPORT = TestingReports.cancer(TestingReports.fourTiles());

    /// Place of the first tile: after the slide, its one patch of tissue and its one hot spot.
    private static final int TILES = 3;

    @Test
    void everyFeatureHasWhatQuPathReads() throws IOException {
        JsonNode collection = write(REPORT, QuPathFrame.FULL);

        assertThat(collection.get("type").asText()).isEqualTo("FeatureCollection");
        assertThat(collection.get("features")).hasSize(TILES + 4);
        for (JsonNode feature : collection.get("features")) {
            assertThat(feature.get("type").asText()).isEqualTo("Feature");
            assertThat(UUID.fromString(feature.get("id").asText())).isNotNull();
            JsonNode properties = feature.get("properties");
            assertThat(properties.get("objectType").asText()).isIn("annotation", "tile");
            assertThat(properties.get("isLocked").asBoolean()).isTrue();
            properties
                    .path("measurements")
                    .forEach(value -> assertThat(value.isNumber()).isTrue());
            // QuPath takes a class from an object only if it has a name and a colour.
            if (properties.has("classification")) {
                assertThat(properties.at("/classification/names")).hasSize(2);
                properties
                        .at("/classification/names")
                        .forEach(name -> assertThat(name.asText()).isNotBlank().doesNotContain(":", "\n", "\r"));
                assertThat(properties.at("/classification/color")).hasSize(3);
                properties
                        .at("/classification/color")
                        .forEach(channel -> assertThat(channel.asInt()).isBetween(0, 255));
            }
        }
    }

    @Test
    void tilesCarryTheirMeasurementsAndClass() throws IOException {
        JsonNode features = write(REPORT, QuPathFrame.FULL).get("features");

        JsonNode cancer = features.get(TILES).get("properties");
        assertThat(cancer.get("name").asText()).isEqualTo("5,7");
        assertThat(cancer.at("/measurements/Attention").asDouble()).isEqualTo(0.75);
        assertThat(cancer.at("/measurements/Attention x tiles").asDouble()).isEqualTo(1.5);
        assertThat(cancer.at("/measurements/Contribution").asDouble()).isEqualTo(6.5);
        assertThat(cancer.at("/measurements/Influence").asDouble()).isEqualTo(13);
        assertThat(classOf(features.get(TILES))).containsExactly("Acinus DEMO", "towards cancer, strong");
        assertThat(classOf(features.get(TILES + 1))).containsExactly("Acinus DEMO", "towards benign, weak");
        assertThat(classOf(features.get(TILES + 2))).containsExactly("Acinus DEMO", "excluded");
        assertThat(classOf(features.get(TILES + 3))).containsExactly("Acinus DEMO", "unreadable");
        assertThat(features.get(TILES + 3).at("/properties/metadata/Reason").asText())
                .isEqualTo("JPEG ends early");
    }

    @Test
    void theSlideSaysItsOutcomeItsPackAndThatItIsForResearch() throws IOException {
        JsonNode demo = write(REPORT, QuPathFrame.FULL).get("features").get(0).get("properties");
        assertThat(demo.get("name").asText())
                .isEqualTo("DEMO CANCER by demo-head 1.0.0 (DEMO). Research use only; not a medical device.");
        assertThat(demo.at("/metadata/Licence").asText()).isEqualTo("Apache-2.0");
        assertThat(demo.at("/metadata/Model card").asText()).isEqualTo("MODEL_CARD.md");

        SlideReport real = TestingReports.of(REPORT.result().outcome(), TestingReports.fourTiles(), false);
        String text = text(real, QuPathFrame.FULL);
        assertThat(text).doesNotContain("DEMO").contains("\"Acinus\"").contains(PackNotice.RESEARCH_USE);
    }

    @Test
    void ringsAreValidClosedRectanglesAtTheTilesPlaces() throws IOException {
        JsonNode features = write(REPORT, QuPathFrame.FULL).get("features");

        for (int i = 0; i < 4; i++) {
            TileResult tile = REPORT.result().tiles().get(i);
            Polygon polygon = polygon(features.get(TILES + i));
            Envelope envelope = polygon.getEnvelopeInternal();
            assertThat(polygon.isValid()).isTrue();
            assertThat(polygon.isRectangle()).isTrue();
            assertThat(Orientation.isCCW(polygon.getExteriorRing().getCoordinates()))
                    .isTrue();
            assertThat(envelope.getMinX()).isEqualTo((double) tile.frame().x0());
            assertThat(envelope.getMinY()).isEqualTo((double) tile.frame().y0());
            assertThat(envelope.getWidth()).isCloseTo(tile.frame().width0(), within(0.01));
            assertThat(envelope.getHeight()).isCloseTo(tile.frame().height0(), within(0.01));
        }
    }

    @Test
    void theCroppedFrameIsTheFullOneMovedByTheBounds() throws IOException {
        JsonNode full = write(REPORT, QuPathFrame.FULL).get("features");
        JsonNode cropped = write(REPORT, QuPathFrame.BOUNDS).get("features");

        for (int i = 0; i < full.size(); i++) {
            Envelope from = polygon(full.get(i)).getEnvelopeInternal();
            Envelope to = polygon(cropped.get(i)).getEnvelopeInternal();
            assertThat(to.getMinX()).isCloseTo(from.getMinX() - 1000, within(1e-9));
            assertThat(to.getMaxY()).isCloseTo(from.getMaxY() - 2000, within(1e-9));
            assertThat(cropped.get(i).get("id")).isEqualTo(full.get(i).get("id"));
        }
        Envelope scanned = polygon(cropped.get(0)).getEnvelopeInternal();
        assertThat(scanned.equals(new Envelope(0, 50_000, 0, 40_000))).isTrue();
    }

    @Test
    void rectanglesLookLikeTheOnesThatQuPathWrites() throws IOException {
        Path sample = Path.of(System.getProperty("acinus.shared"), "data/annot-qupath/qupath-rectangle.json");
        assumeTrue(Files.exists(sample), "Skipped: no QuPath file at " + sample);
        JsonNode theirs = StrictJson.parse(Files.readAllBytes(sample));
        JsonNode ours = write(REPORT, QuPathFrame.FULL).get("features").get(TILES);

        assertThat(ours.at("/geometry/type")).isEqualTo(theirs.at("/geometry/type"));
        assertThat(ours.at("/geometry/coordinates"))
                .hasSize(theirs.at("/geometry/coordinates").size());
        assertThat(ours.at("/geometry/coordinates/0"))
                .hasSize(theirs.at("/geometry/coordinates/0").size());
        assertThat(polygon(theirs).isRectangle()).isTrue();
        assertThat(polygon(ours).isRectangle()).isTrue();
    }

    @Test
    void aSecondExportGivesTheSameBytesAndNoIdTwice() throws IOException {
        assertThat(text(REPORT, QuPathFrame.FULL)).isEqualTo(text(REPORT, QuPathFrame.FULL));

        Set<String> ids = new HashSet<>();
        write(REPORT, QuPathFrame.FULL)
                .get("features")
                .forEach(feature -> ids.add(feature.get("id").asText()));
        assertThat(ids).hasSize(TILES + 4);
    }

    @Test
    void coordinatesOfHugeSlidesAreWrittenInFull() throws IOException {
        TileResult far = TestingTiles.scored(TestingTiles.frame(9_000_000, 1, 512), 1, 0);

        String text = text(TestingReports.cancer(List.of(far)), QuPathFrame.FULL);

        assertThat(text).contains("[[[4608000000,512],[4608000512,512],[4608000512,1024],[4608000000,1024]");
    }

    @Test
    void attentionThatIsNoNumberIsTheWordNaN() throws IOException {
        TileResult odd = TestingTiles.scored(TestingTiles.frame(0, 0, 512), Double.NaN, 0);

        JsonNode features =
                write(TestingReports.cancer(List.of(odd)), QuPathFrame.FULL).get("features");

        assertThat(features.get(TILES - 1)
                        .at("/properties/measurements/Attention")
                        .asText())
                .isEqualTo("NaN");
    }

    @Test
    void bytesLeaveWhileTilesAreStillBeingWritten() throws IOException {
        List<TileResult> tiles = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            tiles.add(TestingTiles.scored(TestingTiles.frame(i % 200, i / 200, 512), 1.0 / 20_000, 1e-5));
        }
        LargestWrite out = new LargestWrite();

        new QuPathGeoJsonWriter(QuPathFrame.FULL).write(TestingReports.cancer(tiles), out);

        assertThat(out.total).isGreaterThan(5_000_000);
        assertThat(out.largest).isLessThan(64_000);
    }

    @Test
    void tissueAndHotSpotsAreAnnotationsWithTheirSums() throws IOException {
        JsonNode features = write(REPORT, QuPathFrame.FULL).get("features");

        JsonNode tissue = features.get(1);
        assertThat(tissue.at("/properties/name").asText()).isEqualTo("tiled tissue 1");
        assertThat(tissue.at("/properties/measurements/Tiles").asInt()).isEqualTo(4);
        // 4 tiles of 447 or 448 level-0 pixels at 0.25 by 0.26 µm.
        assertThat(tissue.at("/properties/measurements/Area mm2").asDouble())
                .isCloseTo(4 * 447.64 * 447.64 * 0.25 * 0.26 / 1e6, within(1e-4));
        JsonNode hot = features.get(2);
        assertThat(hot.at("/properties/objectType").asText()).isEqualTo("annotation");
        assertThat(classOf(hot)).containsExactly("Acinus DEMO", "hot spot");
        assertThat(hot.at("/properties/measurements/Contribution, sum").asDouble())
                .isEqualTo(6.5);
        assertThat(hot.at("/properties/measurements/Influence, strongest tile").asDouble())
                .isEqualTo(13);
        assertThat(polygon(hot).equalsTopo(polygon(features.get(TILES)))).isFalse();
        assertThat(polygon(hot)
                        .getCentroid()
                        .distance(polygon(features.get(TILES)).getCentroid()))
                .isLessThan(1);
    }

    @Test
    void mergedTilesAreOnePolygonAClass() throws IOException {
        List<TileResult> tiles = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            TileResult tile =
                    TestingTiles.scored(TestingTiles.frame(i % 20, i / 20, 512), 0.0025, i % 20 < 10 ? 0.1 : 0);
            tiles.add(tile);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        new QuPathGeoJsonWriter(QuPathFrame.FULL, QuPathTiles.MERGED).write(TestingReports.cancer(tiles), bytes);

        JsonNode features = StrictJson.parse(bytes.toByteArray()).get("features");
        List<JsonNode> merged = new ArrayList<>();
        features.forEach(feature -> {
            if (feature.at("/properties/objectType").asText().equals("detection")) {
                merged.add(feature);
            }
        });
        assertThat(merged).hasSize(2);
        assertThat(polygon(merged.getFirst()).getEnvelopeInternal().equals(new Envelope(0, 5120, 0, 10240)))
                .isTrue();
        assertThat(polygon(merged.getLast()).getEnvelopeInternal().equals(new Envelope(5120, 10240, 0, 10240)))
                .isTrue();
        assertThat(merged.getFirst().at("/properties/measurements/Tiles").asInt())
                .isEqualTo(200);
    }

    /// Half a million tiles that exist one at a time, in a process whose heap would not hold a tenth of them.
    @Test
    void halfAMillionTilesNeedNoMoreMemoryThanAFew() throws Exception {
        Path err = Files.createTempFile("acinus-export", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx20m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyTiles.class.getName(),
                        "500000")
                .redirectError(err.toFile())
                .start();

        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        assertThat(Long.parseLong(printed.strip())).isGreaterThan(150_000_000);
        Files.delete(err);
    }

    private static List<String> classOf(JsonNode feature) {
        List<String> names = new ArrayList<>();
        feature.at("/properties/classification/names").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Polygon polygon(JsonNode feature) {
        List<Coordinate> ring = new ArrayList<>();
        feature.at("/geometry/coordinates/0")
                .forEach(point -> ring.add(
                        new Coordinate(point.get(0).asDouble(), point.get(1).asDouble())));
        return GEOMETRIES.createPolygon(ring.toArray(Coordinate[]::new));
    }

    private static JsonNode write(SlideReport report, QuPathFrame frame) throws IOException {
        return StrictJson.parse(text(report, frame).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(SlideReport report, QuPathFrame frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new QuPathGeoJsonWriter(frame).write(report, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Counts bytes and remembers the largest piece.
    private static final class LargestWrite extends OutputStream {
        private long total;
        private int largest;

        @Override
        public void write(int b) {
            total++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            total += length;
            largest = Math.max(largest, length);
        }
    }
}
