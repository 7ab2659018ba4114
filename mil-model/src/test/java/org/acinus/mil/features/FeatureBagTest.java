package org.acinus.mil.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.TileOutput;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureBagTest {
    private static final int COLUMNS = 100;

    @TempDir
    private Path temp;

    static BagHeader header(int dimension) {
        return new BagHeader(
                "5a".repeat(32),
                new PackId("lite0", "1.0.0", "c3".repeat(32)),
                dimension,
                new TilingSpec(224, 0.5, 0, 0.5, 0.02),
                new BagGrid(COLUMNS, 1_000, 1, false, 0.4991, 0.2495, 0.2496),
                "saturation/1",
                "openslide");
    }

    /// Tile `i` of a bag whose every value is a formula of `i`; coordinates beyond 2^31.
    static TileFrame tile(int i) {
        return new TileFrame(new TileAddress(i % COLUMNS, i / COLUMNS), 3_000_000_000L + i, 5L * i, 448.5 + i, 448.25);
    }

    static float feature(int tile, int index) {
        return tile * 0.5f - index * 0.25f;
    }

    static FeatureMatrix features(int from, int to, int dimension) {
        float[] values = new float[(to - from) * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = feature(from + i / dimension, i % dimension);
        }
        return new FeatureMatrix(values, to - from, dimension);
    }

    static void append(FeatureBagWriter writer, int from, int to, int dimension) {
        List<TileFrame> tiles = new ArrayList<>();
        for (int i = from; i < to; i++) {
            tiles.add(tile(i));
        }
        writer.append(tiles, features(from, to, dimension));
    }

    private Path write(int tiles, int dimension, int batch) {
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, header(dimension))) {
            for (int from = 0; from < tiles; from += batch) {
                append(writer, from, Math.min(from + batch, tiles), dimension);
            }
            return writer.commit();
        }
    }

    private static void requireFormula(FeatureBag bag, int tiles) {
        assertThat(bag.tiles()).hasSize(tiles);
        for (int i = 0; i < tiles; i++) {
            assertThat(bag.tiles().get(i)).isEqualTo(tile(i));
        }
        assertThat(bag.features().toArray())
                .isEqualTo(features(0, tiles, bag.header().dimension()).toArray());
    }

    @Test
    void bagComesBackAsItWasWritten() {
        FeatureBag bag = FeatureBagReader.read(write(7, 5, 3));

        assertThat(bag.classes()).isEmpty();
        assertThat(bag.header()).isEqualTo(header(5));
        requireFormula(bag, 7);
    }

    @Test
    void classProbabilitiesComeBackBesideTheEmbeddings() {
        BagHeader plain = header(5);
        BagHeader header = new BagHeader(
                plain.slideSha256(),
                plain.encoder(),
                5,
                plain.tiling(),
                plain.grid(),
                plain.tissue(),
                plain.reader(),
                List.of("benign", "G3", "G4+5"),
                FeaturePrecision.FLOAT32,
                Optional.empty(),
                "macenko/1");
        Path file;
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, header)) {
            for (int from = 0; from < 6; from += 2) {
                FeatureMatrix classes = features(10 + from, 12 + from, 3);
                TileOutput output = new TileOutput(features(from, from + 2, 5), Optional.of(classes));
                writer.append(List.of(tile(from), tile(from + 1)), output);
            }
            assertThatThrownBy(() -> append(writer, 6, 7, 5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("No class probabilities do not fit 1 tiles and 3 classes");
            file = writer.commit();
        }

        FeatureBag bag = FeatureBagReader.read(file);
        assertThat(bag.header()).isEqualTo(header);
        requireFormula(bag, 6);
        assertThat(bag.classes().orElseThrow().toArray())
                .isEqualTo(features(10, 16, 3).toArray());
    }

    @Test
    void bagOfSeveralRecordBatchesComesBackWhole() {
        // 4 MiB of embeddings make a record batch: 64 tiles of 16384 features.
        requireFormula(FeatureBagReader.read(write(150, 16_384, 32)), 150);
    }

    @Test
    void batchSizeDoesNotChangeTheFile() throws IOException {
        byte[] one = Files.readAllBytes(write(50, 5, 50));
        byte[] other = Files.readAllBytes(write(50, 5, 7));
        assertThat(other).isEqualTo(one);
    }

    @Test
    void bagWithoutTilesIsABag() {
        FeatureBag bag = FeatureBagReader.read(write(0, 5, 1));
        assertThat(bag.tiles()).isEmpty();
        assertThat(bag.features().size()).isZero();
    }

    @Test
    void headerIsReadAlone() {
        assertThat(FeatureBagReader.readHeader(write(7, 5, 3))).isEqualTo(header(5));
    }

    @Test
    void fileNameFollowsEverythingThatDecidesTheContent() {
        BagHeader header = header(5);
        assertThat(header.fileName()).matches("(5a){32}-lite0-[0-9a-f]{12}\\.arrow");

        BagHeader otherTissue = new BagHeader(
                header.slideSha256(), header.encoder(), 5, header.tiling(), header.grid(), "saturation/2", "openslide");
        BagHeader otherReader = new BagHeader(
                header.slideSha256(), header.encoder(), 5, header.tiling(), header.grid(), "saturation/1", "direct");
        BagHeader otherStain = new BagHeader(
                header.slideSha256(),
                header.encoder(),
                5,
                header.tiling(),
                header.grid(),
                header.tissue(),
                header.reader(),
                header.classes(),
                header.precision(),
                header.execution(),
                "macenko/1");
        BagHeader otherTiling = new BagHeader(
                header.slideSha256(),
                header.encoder(),
                5,
                TilingSpec.of(224, 0.25),
                header.grid(),
                header.tissue(),
                header.reader());
        BagHeader otherPack = new BagHeader(
                header.slideSha256(),
                new PackId("lite0", "1.0.0", "c4".repeat(32)),
                5,
                header.tiling(),
                header.grid(),
                header.tissue(),
                header.reader());
        assertThat(Stream.of(header, otherTissue, otherReader, otherStain, otherTiling, otherPack)
                        .map(BagHeader::fileName))
                .doesNotHaveDuplicates();
    }

    /// As `CheckedTiles.selector` names them: a detector, then the artefact checks.
    @Test
    void artefactChecksMayStandBesideTheDetector() {
        BagHeader plain = header(5);
        BagHeader checked = new BagHeader(
                plain.slideSha256(),
                plain.encoder(),
                5,
                plain.tiling(),
                plain.grid(),
                "learned/tissue-unet-1.0.0-c18480acd599 quality/1",
                plain.reader());
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, checked)) {
            append(writer, 0, 3, 5);
            assertThat(FeatureBagReader.readHeader(writer.commit())).isEqualTo(checked);
        }
    }

    @Test
    void uncommittedBagLeavesNothing() throws IOException {
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, header(5))) {
            append(writer, 0, 3, 5);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void nothingHasTheBagsNameBeforeTheCommit() throws IOException {
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, header(5))) {
            append(writer, 0, 3, 5);
            assertThat(files()).allMatch(name -> name.startsWith(".") && name.endsWith(".part"));
            writer.commit();
            assertThat(files()).containsExactly(header(5).fileName());
            assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void tilesOutOfOrderOrTwiceAreRefused() {
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, header(5))) {
            append(writer, 3, 5, 5);
            assertThatThrownBy(() -> append(writer, 4, 5, 5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("row-major");
            assertThatThrownBy(() -> append(writer, 0, 1, 5)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        Path file = write(7, 5, 3);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 13) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> FeatureBagReader.read(file))
                    .as("cut to %d of %d bytes", length, whole.length)
                    .isInstanceOf(InvalidBagException.class)
                    .hasMessage(file + " is not a readable feature bag: its bytes are damaged, or some of them are"
                            + " missing; remove it, and it will be made again");
        }
    }

    @Test
    void featureThatIsNoNumberIsRefused() throws IOException {
        Path file;
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, header(1))) {
            writer.append(List.of(tile(0)), new FeatureMatrix(new float[] {Float.NaN}, 1, 1));
            file = writer.commit();
        }
        assertThatThrownBy(() -> FeatureBagReader.read(file))
                .isInstanceOf(InvalidBagException.class)
                .hasMessageContaining("feature 0 of tile 0 is NaN");
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> FeatureBagReader.read(temp.resolve("none.arrow")))
                .isInstanceOf(InvalidBagException.class)
                .hasMessageContaining("none.arrow does not exist");
    }

    @Test
    void bagOfTheFirstVersionIsStillRead() throws URISyntaxException {
        Path frozen = Path.of(Objects.requireNonNull(FeatureBagTest.class.getResource("/backward/bag-1.arrow"))
                .toURI());
        FeatureBag bag = FeatureBagReader.read(frozen);

        assertThat(bag.header()).isEqualTo(header(4));
        requireFormula(bag, 3);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
