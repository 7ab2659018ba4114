package org.acinus.mil.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.BagIndex;
import org.acinus.mil.features.FeatureBagWriter;
import org.acinus.mil.features.InvalidBagException;
import org.acinus.mil.pack.HeadTask;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BagFolderTest {
    private static final PackId ENCODER = new PackId("tiny", "1.0.0", "c3".repeat(32));
    private static final String FIRST = "1a".repeat(32);
    private static final String SECOND = "2b".repeat(32);

    @TempDir
    private Path folder;

    @Test
    void joinsLabelsAndBagsByTheNamesInTheIndex() throws IOException {
        bag(FIRST, ENCODER, 1, 2);
        bag(SECOND, ENCODER, 3);
        BagIndex.add(folder, Map.of("a.svs", FIRST));
        BagIndex.add(folder, Map.of("b, x.svs", SECOND));
        Path labels = labels("label,slide,patient,note\n1,\"b, x\",P7,n\n0,a.svs,,n\n");

        for (long heap : new long[] {0, 1 << 20}) {
            BagDataset data = new BagFolder(folder, heap).read(labels, HeadTask.BINARY);

            assertThat(data.dimension()).isEqualTo(2);
            assertThat(data.encoder().name()).isEqualTo("tiny");
            assertThat(data.encoder().sha256()).isEqualTo(ENCODER.sha256());
            assertThat(data.bags()).extracting(LabelledBag::name).containsExactly("b, x", "a.svs");
            assertThat(data.bags()).extracting(LabelledBag::patient).containsExactly("P7", "a.svs");
            assertThat(data.bags()).extracting(LabelledBag::label).containsExactly(1, 0);
            assertThat(data.bags().getFirst().features().get().toArray()).containsExactly(3, -3);
            assertThat(data.bags().getLast().features().get().toArray()).containsExactly(1, -1, 2, -2);
        }
    }

    @Test
    void theDataHashFollowsBagsAndLabels() throws IOException {
        bag(FIRST, ENCODER, 1, 2);
        Path labels = labels("slide,label\n" + FIRST + ",1\n");
        String before = new BagFolder(folder, 0).read(labels, HeadTask.ISUP).sha256();

        assertThat(new BagFolder(folder, 0).read(labels, HeadTask.ISUP).sha256())
                .isEqualTo(before);
        labels("slide,label\n" + FIRST + ",2\n");
        assertThat(new BagFolder(folder, 0).read(labels, HeadTask.ISUP).sha256())
                .isNotEqualTo(before);
    }

    @Test
    void aLabelledSlideWithoutABagIsNamed() throws IOException {
        bag(FIRST, ENCODER, 1);
        Path labels = labels("slide,label\n" + FIRST + ",1\nlost.svs,0\n");

        assertThatThrownBy(() -> new BagFolder(folder, 0).read(labels, HeadTask.BINARY))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("1 of 2 slides")
                .hasMessageContaining("lost.svs");
    }

    @Test
    void aNameWithoutItsEndingMustBeUnambiguous() throws IOException {
        bag(FIRST, ENCODER, 1);
        bag(SECOND, ENCODER, 1);
        BagIndex.add(folder, Map.of("a.svs", FIRST, "a.tiff", SECOND));
        Path labels = labels("slide,label\na,1\n");

        assertThatThrownBy(() -> new BagFolder(folder, 0).read(labels, HeadTask.BINARY))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("no bag");
    }

    @Test
    void bagsOfTwoEncodersAreRefused() throws IOException {
        bag(FIRST, ENCODER, 1);
        bag(SECOND, new PackId("other", "1.0.0", "d4".repeat(32)), 1);
        Path labels = labels("slide,label\n" + FIRST + ",1\n" + SECOND + ",0\n");

        assertThatThrownBy(() -> new BagFolder(folder, 0).read(labels, HeadTask.BINARY))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("one encoder");
    }

    @Test
    void anEmptyBagAndTwoBagsOfASlideAreRefused() throws IOException {
        bag(FIRST, ENCODER);
        Path labels = labels("slide,label\n" + FIRST + ",1\n");
        assertThatThrownBy(() -> new BagFolder(folder, 0).read(labels, HeadTask.BINARY))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("no tiles");

        bag(FIRST, new PackId("other", "1.0.0", "d4".repeat(32)), 1);
        assertThatThrownBy(() -> new BagFolder(folder, 0).read(labels, HeadTask.BINARY))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("hold the same slide");
    }

    @Test
    void labelsThatMakeNoSenseAreNamed() throws IOException {
        assertThatThrownBy(() -> LabelTable.read(labels("slide,label\na,x\n")))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("slide a")
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> LabelTable.read(labels("slide,grade\na,1\n")))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("header");
        assertThatThrownBy(() -> LabelTable.read(labels("slide,label\na,1\na,1\n")))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> LabelTable.read(labels("slide,label\n")))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("no slide");
    }

    @Test
    void anIndexThatMakesNoSenseIsRefused() throws IOException {
        Files.writeString(folder.resolve(BagIndex.FILE_NAME), "slide,sha256\na.svs,xyz\n");

        assertThatThrownBy(() -> BagIndex.read(folder))
                .isInstanceOf(InvalidBagException.class)
                .hasMessageContaining("'xyz'");
    }

    private Path labels(String text) throws IOException {
        return Files.writeString(folder.resolve("labels.csv"), text);
    }

    /// One tile for each value, with the features value and -value.
    private void bag(String slide, PackId encoder, float... values) {
        BagHeader header = new BagHeader(
                slide,
                encoder,
                2,
                new TilingSpec(224, 0.5, 0, 0.5, 0.02),
                new BagGrid(10, 1, 0, false, 0.5, 0.5, 0.5),
                "test/1",
                "openslide");
        try (FeatureBagWriter writer = FeatureBagWriter.create(folder, header)) {
            for (int i = 0; i < values.length; i++) {
                writer.append(
                        List.of(new TileFrame(new TileAddress(i, 0), 224L * i, 0, 224, 224)),
                        new FeatureMatrix(new float[] {values[i], -values[i]}, 1, 2));
            }
            writer.commit();
        }
    }
}
