package org.acinus.mil.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.BagIndex;
import org.acinus.mil.features.FeatureBag;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.features.FeatureBagWriter;
import org.acinus.mil.features.FeaturePrecision;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearestTilesTest {
    private static final PackId ENCODER = new PackId("lite0", "1.0.0", "c3".repeat(32));
    private static final TilingSpec TILING = TilingSpec.of(224, 0.5);
    private static final int DIMENSION = 37;

    @TempDir
    private Path temp;

    private final Map<String, Path> files = new HashMap<>();
    private final StringBuilder labels = new StringBuilder("slide,label,patient\n");

    private static String sha256(int slide) {
        return "%064x".formatted(slide + 1);
    }

    private Path bags() {
        return temp.resolve("bags");
    }

    private void add(int slide, int label, String patient, int tiles, FeaturePrecision precision) throws IOException {
        Random random = new Random(slide);
        float[] values = new float[tiles * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.3f;
        }
        BagHeader header = new BagHeader(
                sha256(slide),
                ENCODER,
                DIMENSION,
                TILING,
                new BagGrid(100, 100, 0, false, 0.5, 0.25, 0.25),
                "tissue/1",
                "direct",
                List.of(),
                precision,
                Optional.empty(),
                "none");
        try (FeatureBagWriter writer = FeatureBagWriter.create(bags(), header)) {
            writer.append(
                    IntStream.range(0, tiles)
                            .mapToObj(i -> new TileFrame(
                                    new TileAddress(i % 10, i / 10), 5_000_000_000L + i, 7L * i, 448.5, 448.25))
                            .toList(),
                    new FeatureMatrix(values, tiles, DIMENSION));
            writer.commit();
        }
        BagIndex.add(bags(), Map.of(name(slide), sha256(slide)));
        labels.append(name(slide))
                .append(',')
                .append(label)
                .append(',')
                .append(patient)
                .append('\n');
        files.put(sha256(slide), Files.writeString(temp.resolve(name(slide)), "pixels"));
    }

    private static String name(int slide) {
        return "slide-" + slide + ".svs";
    }

    private ReferenceCollection collection() throws IOException {
        Path csv = Files.writeString(temp.resolve("labels.csv"), labels);
        return CollectionMaker.make(bags(), csv, files);
    }

    private void drawEight() throws IOException {
        for (int slide = 0; slide < 8; slide++) {
            add(slide, slide % 2, "p" + slide / 2 % 3, 90 + slide, FeaturePrecision.FLOAT32);
        }
    }

    /// The nearest tile of each patient, told slide by slide in doubles, from the whole bags.
    private List<String> oracle(ReferenceCollection collection, double[] query, boolean cancer, String without) {
        record Found(String words, String patient, double distance) {}
        List<Found> all = new ArrayList<>();
        for (ReferenceSlide slide : collection.slides()) {
            if (slide.cancer() == cancer && !slide.patient().equals(without)) {
                FeatureBag bag = FeatureBagReader.read(Path.of(slide.bag()));
                for (int tile = 0; tile < bag.tiles().size(); tile++) {
                    double product = 0;
                    double mine = 0;
                    double theirs = 0;
                    for (int i = 0; i < DIMENSION; i++) {
                        product += query[i] * bag.features().at(tile, i);
                        mine += query[i] * query[i];
                        theirs += bag.features().at(tile, i) * bag.features().at(tile, i);
                    }
                    TileAddress at = bag.tiles().get(tile).address();
                    all.add(new Found(
                            slide.slide() + " " + at,
                            slide.patient(),
                            1 - product / Math.sqrt(mine) / Math.sqrt(theirs)));
                }
            }
        }
        List<String> nearest = new ArrayList<>();
        List<String> patients = new ArrayList<>();
        all.stream()
                .sorted((a, b) -> Double.compare(a.distance(), b.distance()))
                .filter(found -> !patients.contains(found.patient()))
                .forEach(found -> {
                    if (!patients.contains(found.patient())) {
                        patients.add(found.patient());
                        nearest.add(found.words());
                    }
                });
        return nearest.subList(0, Math.min(2, nearest.size()));
    }

    private static List<String> words(List<Neighbour> neighbours) {
        return neighbours.stream()
                .map(neighbour ->
                        neighbour.slide().slide() + " " + neighbour.frame().address())
                .toList();
    }

    @Test
    void findsWhatComparingEveryPairOfTilesFinds() throws IOException {
        drawEight();
        ReferenceCollection collection = collection();
        Random random = new Random(99);
        int queries = 7;
        float[] values = new float[queries * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.3f;
        }
        try (NearestTiles tiles = NearestTiles.open(collection)) {
            List<Contrast> found = tiles.search(
                    new FeatureMatrix(values, queries, DIMENSION),
                    slide -> !slide.patient().equals("p1"),
                    2);

            assertThat(found).hasSize(queries);
            for (int query = 0; query < queries; query++) {
                double[] row = new double[DIMENSION];
                for (int i = 0; i < DIMENSION; i++) {
                    row[i] = values[query * DIMENSION + i];
                }
                assertThat(words(found.get(query).benign())).isEqualTo(oracle(collection, row, false, "p1"));
                assertThat(words(found.get(query).cancer())).isEqualTo(oracle(collection, row, true, "p1"));
            }
        }
    }

    @Test
    void aTileIsNearestToItselfWhereItsOwnSlideMayAnswer() throws IOException {
        drawEight();
        ReferenceCollection collection = collection();
        FeatureBag bag =
                FeatureBagReader.read(Path.of(collection.slides().get(3).bag()));
        try (NearestTiles tiles = NearestTiles.open(collection)) {
            Neighbour itself = tiles.search(bag.features(), slide -> true, 1)
                    .get(57)
                    .cancer()
                    .getFirst();

            assertThat(itself.slide().slide()).isEqualTo("slide-3.svs");
            assertThat(itself.frame()).isEqualTo(bag.tiles().get(57));
            assertThat(itself.distance()).isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void halfPrecisionAndAnEmbeddingOfZerosDoNoHarm() throws IOException {
        add(0, 0, "a", 20, FeaturePrecision.FLOAT16);
        add(1, 4, "b", 20, FeaturePrecision.FLOAT16);
        try (NearestTiles tiles = NearestTiles.open(collection())) {
            Contrast found = tiles.search(new FeatureMatrix(new float[DIMENSION], 1, DIMENSION), slide -> true, 3)
                    .getFirst();

            assertThat(found.benign()).singleElement().matches(neighbour -> neighbour.distance() == 1);
            assertThat(found.cancer()).hasSize(1);
        }
    }

    @Test
    void theFileSaysTheSameWhenItIsReadAgain() throws IOException {
        drawEight();
        ReferenceCollection collection = collection();
        Path file = temp.resolve("known.json");
        Files.write(file, collection.json(file));

        assertThat(ReferenceCollection.read(file)).isEqualTo(collection);
        assertThat(collection.slides().get(5).label()).isEqualTo(1);
        assertThat(Files.readString(file)).contains("Research use only");
    }

    /// Bags, slides and the file that names them move together, as into an archive or onto another machine.
    @Test
    void aCollectionMovesWithItsBagsAndSlides() throws IOException {
        drawEight();
        ReferenceCollection collection = collection();
        Path inside = Files.createDirectories(temp.resolve("lists")).resolve("known.json");
        Files.write(inside, collection.json(inside));
        assertThat(Files.readString(inside))
                .contains("\"../slide-0.svs\"", "\"../bags/")
                .doesNotContain(temp.toString());

        Path elsewhere = temp.resolveSibling(temp.getFileName() + "-moved");
        Files.move(temp, elsewhere);
        try {
            ReferenceCollection moved = ReferenceCollection.read(elsewhere.resolve("lists/known.json"));
            assertThat(moved.slides())
                    .allSatisfy(slide -> assertThat(Path.of(slide.file()))
                            .isAbsolute()
                            .hasParent(elsewhere)
                            .hasContent("pixels"));
            float[] query = new float[DIMENSION];
            Arrays.fill(query, 1);
            try (NearestTiles nearest = NearestTiles.open(moved)) {
                assertThat(nearest.search(new FeatureMatrix(query, 1, DIMENSION), slide -> true, 1))
                        .singleElement()
                        .satisfies(found -> assertThat(found.cancer()).hasSize(1));
            }
        } finally {
            Files.move(elsewhere, temp);
        }
    }

    /// Collections of before paths were relative.
    @Test
    void absolutePathsAreTakenAsTheyAre() throws IOException {
        drawEight();
        ReferenceCollection collection = collection();
        Path file = temp.resolve("known.json");
        String text = new String(collection.json(file), StandardCharsets.UTF_8);
        Path away = Files.createDirectories(temp.resolve("away")).resolve("known.json");
        Files.writeString(
                away,
                text.replace("\"bags/", "\"" + temp + "/bags/").replace("\"file\" : \"", "\"file\" : \"" + temp + "/"));
        assertThat(ReferenceCollection.read(away).slides())
                .extracting(ReferenceSlide::bag)
                .isEqualTo(collection.slides().stream().map(ReferenceSlide::bag).toList());
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheReason() throws IOException {
        drawEight();
        ReferenceCollection collection = collection();

        collection.requireFit(ENCODER, TILING, "none");
        assertThatThrownBy(() -> collection.requireFit(new PackId("lite0", "2", "d4".repeat(32)), TILING, "none"))
                .isInstanceOf(CollectionException.class)
                .hasMessageContaining("lite0 1.0.0 (c3c3c3c3c3c3)")
                .hasMessageContaining("lite0 2 (d4d4d4d4d4d4)");
        assertThatThrownBy(() -> collection.requireFit(ENCODER, TILING, "macenko/1"))
                .hasMessageContaining("macenko/1");

        files.remove(sha256(2));
        assertThatThrownBy(this::collection).hasMessageContaining("slide-2.svs").hasMessageContaining("--slides");

        Files.write(
                Path.of(collection.slides().getFirst().bag()),
                Files.readAllBytes(Path.of(collection.slides().get(1).bag())));
        assertThatThrownBy(() -> NearestTiles.open(collection)).hasMessageContaining("make it anew");
    }

    @Test
    void aCollectionOfOneKindOrABrokenFileIsRefused() throws IOException {
        add(0, 0, "a", 20, FeaturePrecision.FLOAT32);
        assertThatThrownBy(this::collection).hasMessageContaining("it takes at least one of each");

        Path broken = Files.writeString(temp.resolve("broken.json"), "{\"format\":1}", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ReferenceCollection.read(broken))
                .isInstanceOf(CollectionException.class)
                .hasMessageContaining("broken.json is no collection")
                .hasMessageContaining("; make it anew")
                .hasMessageNotContaining("Deserialization");
        assertThatThrownBy(() -> ReferenceCollection.read(temp.resolve("none.json")))
                .hasMessageContaining("similar index makes it");
    }
}
