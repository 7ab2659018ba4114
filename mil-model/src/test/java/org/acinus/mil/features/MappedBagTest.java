package org.acinus.mil.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.FeatureMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedBagTest {
    @TempDir
    private Path temp;

    private Path write(BagHeader header, int tiles) {
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, header)) {
            FeatureBagTest.append(writer, 0, tiles, header.dimension());
            return writer.commit();
        }
    }

    private static BagHeader half(int dimension) {
        BagHeader single = FeatureBagTest.header(dimension);
        return new BagHeader(
                single.slideSha256(),
                single.encoder(),
                dimension,
                single.tiling(),
                single.grid(),
                single.tissue(),
                single.reader(),
                List.of(),
                FeaturePrecision.FLOAT16,
                Optional.of(new BagExecution("OnnxRuntime 1.29.0", "cpu", 8)),
                BagHeader.NO_STAIN);
    }

    private static void requireFormula(MappedBag bag, int tiles, int dimension) {
        assertThat(bag.size()).isEqualTo(tiles);
        try (Arena arena = Arena.ofConfined()) {
            // Three rows at a time, so that copies cross from one record batch into the next.
            for (int from = 0; from + 3 <= tiles; from += 3) {
                MemorySegment rows = arena.allocate(3L * dimension * Float.BYTES, Float.BYTES);
                bag.copy(from, 3, rows);
                for (int i = 0; i < 3 * dimension; i += 97) {
                    assertThat(rows.getAtIndex(ValueLayout.JAVA_FLOAT, i))
                            .isEqualTo(FeatureBagTest.feature(from + i / dimension, i % dimension));
                }
            }
        }
    }

    @Test
    void rowsLieInTheFileAsTheyWereWritten() {
        // 4 MiB a record batch: 64 tiles of 16,384 features.
        try (MappedBag bag = MappedBag.open(write(FeatureBagTest.header(16_384), 150))) {
            requireFormula(bag, 150, 16_384);
            assertThat(bag.row(70).isMapped()).isTrue();
            for (int tile : new int[] {0, 63, 64, 149}) {
                assertThat(bag.frame(tile)).isEqualTo(FeatureBagTest.tile(tile));
            }
            assertThat(bag.row(70).get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4)).isEqualTo(FeatureBagTest.feature(70, 1));
            assertThatThrownBy(() -> bag.row(150)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void halfPrecisionIsHalfAsLongAndReadsAsFloats() throws IOException {
        // Quarters up to 512 are exact in half precision.
        Path single = write(FeatureBagTest.header(1_000), 150);
        Path half = write(half(1_000), 150);

        assertThat(half).isNotEqualTo(single);
        assertThat((double) Files.size(half)).isLessThan(0.55 * Files.size(single));
        try (MappedBag bag = MappedBag.open(half)) {
            requireFormula(bag, 150, 1_000);
        }
        FeatureBag whole = FeatureBagReader.read(half);
        assertThat(whole.features().toArray())
                .isEqualTo(FeatureBagReader.read(single).features().toArray());
        assertThat(whole.header()).isEqualTo(half(1_000));
    }

    @Test
    void valueBeyondHalfPrecisionIsRefusedAndNotMadeInfinite() {
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, half(1))) {
            FeatureMatrix large = new FeatureMatrix(new float[] {70_000}, 1, 1);
            assertThatThrownBy(() -> writer.append(List.of(FeatureBagTest.tile(0)), large))
                    .hasMessageContaining("70000.0, beyond float16; write the bag as float32");
        }
    }

    @Test
    void damagedFilesAreRefusedInOneLine() throws IOException {
        Path whole = write(FeatureBagTest.header(50), 150);
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {0, 7, 100, bytes.length / 2, bytes.length - 1}) {
            Path cut = temp.resolve("cut.arrow");
            Files.write(cut, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> MappedBag.open(cut))
                    .isInstanceOf(InvalidBagException.class)
                    .hasMessageContaining("cut.arrow is not a readable feature bag: its bytes are damaged");
        }
        assertThatThrownBy(() -> MappedBag.open(temp.resolve("none.arrow")))
                .hasMessageContaining("none.arrow does not exist");
    }
}
