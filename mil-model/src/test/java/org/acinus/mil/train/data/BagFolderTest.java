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
import org.acinus.mil.labels.LabelDataException;
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
            BagDataset data = read(labels, HeadTask.BINARY, heap);

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
        String before = read(labels, HeadTask.ISUP, 0).sha256();

        assertThat(read(labels, HeadTask.ISUP, 0).sha256()).isEqualTo(before);
        labels("slide,label\n" + FIRST + ",2\n");
        assertThat(read(labels, HeadTask.ISUP, 0).sha256()).isNotEqualTo(before);
    }

    @Test
    void aLabelledSlideWithoutABagIsNamed() throws IOException {
        bag(FIRST, ENCODER, 1);
        Path labels = labels("slide,label\n" + FIRST + ",1\nlost.svs,0\n");

        assertThatThrownBy(() -> read(labels, HeadTask.BINARY, 0))
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

        assertThatThrownBy(() -> read(labels, HeadTask.BINARY, 0))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("no bag");
    }

    @Test
    void bagsOfTwoEncodersAreRefused() throws IOException {
        bag(FIRST, ENCODER, 1);
        bag(SECOND, new PackId("other", "1.0.0", "d4".repeat(32)), 1);
        Path labels = labels("slide,label\n" + FIRST + ",1\n" + SECOND + ",0\n");

        assertThatThrownBy(() -> read(labels, HeadTask.BINARY, 0))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("The bag of " + SECOND)
                .hasMessageContaining("features of other 1.0.0 (d4d4d4d4)")
                .hasMessageContaining("one encoder");
    }

    @Test
    void bagsOfAnotherTilingAreRefusedWithWhatDiffers() throws IOException {
        bag(FIRST, ENCODER, 1);
        try (FeatureBagWriter writer = FeatureBagWriter.create(folder, header(SECOND, ENCODER, 112))) {
            writer.append(
                    List.of(new TileFrame(new TileAddress(0, 0), 0, 0, 112, 112)),
                    new FeatureMatrix(new float[] {7, 8}, 1, 2));
            writer.commit();
        }
        Path labels = labels("slide,label\n" + FIRST + ",1\n" + SECOND + ",0\n");

        assertThatThrownBy(() -> read(labels, HeadTask.BINARY, 0))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("The bag of " + SECOND)
                .hasMessageContaining("tiles of 112 px at 0.5 µm")
                .hasMessageContaining("have tiles of 224 px at 0.5 µm");
    }

    @Test
    void aFolderWithoutBagsIsRefused() throws IOException {
        Path labels = labels("slide,label\n" + FIRST + ",1\n");

        assertThatThrownBy(() -> read(labels, HeadTask.BINARY, 0))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("holds no bag");
    }

    @Test
    void anEmptyBagAndTwoBagsOfASlideAreRefused() throws IOException {
        bag(FIRST, ENCODER);
        Path labels = labels("slide,label\n" + FIRST + ",1\n");
        assertThatThrownBy(() -> read(labels, HeadTask.BINARY, 0))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("no tiles");

        bag(FIRST, new PackId("other", "1.0.0", "d4".repeat(32)), 1);
        assertThatThrownBy(() -> read(labels, HeadTask.BINARY, 0))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("hold the same slide");
    }

    @Test
    void labelsThatMakeNoSenseAreNamed() throws IOException {
        assertThatThrownBy(() -> LabelTable.read(labels("slide,label\na,x\n"), HeadTask.BINARY))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("slide a")
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> LabelTable.read(labels("slide,grade\na,1\n"), HeadTask.BINARY))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("header");
        assertThatThrownBy(() -> LabelTable.read(labels("slide,label\na,1\na,1\n"), HeadTask.BINARY))
                .isInstanceOf(LabelDataException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("on line 2");
        assertThatThrownBy(() -> LabelTable.read(labels("slide,label\n"), HeadTask.BINARY))
                .isInstanceOf(LabelDataException.class)
                .hasMessageContaining("no row");
        assertThatThrownBy(() -> LabelTable.read(labels("slide,label\na,2\n"), HeadTask.BINARY))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("labels 0 to 1");
    }

    @Test
    void anIndexThatMakesNoSenseIsRefused() throws IOException {
        Files.writeString(folder.resolve(BagIndex.FILE_NAME), "slide,sha256\na.svs,xyz\n");

        assertThatThrownBy(() -> BagIndex.read(folder))
                .isInstanceOf(InvalidBagException.class)
                .hasMessageContaining("'xyz'");
    }

    @Test
    void theSlideOfAPandaTableIsItsImageAndItsSiteTheProvider() throws IOException {
        String panda = """
                image_id,data_provider,isup_grade,gleason_score
                a,karolinska,0,0+0
                b,radboud,0,negative
                c,radboud,2,4+3
                """;

        LabelTable graded = LabelTable.read(labels(panda), HeadTask.ISUP);
        LabelTable binary = LabelTable.read(labels(panda), HeadTask.BINARY);

        assertThat(graded.rows().values()).extracting(LabelTable.Row::label).containsExactly(0, 0, 2);
        assertThat(graded.rows().values())
                .extracting(row -> row.site().orElseThrow())
                .containsExactly("karolinska", "radboud", "radboud");
        assertThat(binary.rows().values()).extracting(LabelTable.Row::label).containsExactly(0, 0, 1);
        // 4+3 is grade 3.
        assertThat(graded.conflicts()).hasSize(1);
        assertThat(graded.conflicts().getFirst().words()).contains("line 4", "Gleason 4+3 is ISUP 3");
    }

    @Test
    void aBagWithoutALabelIsRefusedUnlessSomeoneSaysWhatToDoWithIt() throws IOException {
        bag(FIRST, ENCODER, 1);
        bag(SECOND, ENCODER, 2);
        BagIndex.add(folder, Map.of("b.svs", SECOND));
        LabelTable labels = LabelTable.read(labels("slide,label\n" + FIRST + ",1\n"), HeadTask.BINARY);
        BagFolder bags = new BagFolder(List.of(folder), 0);

        assertThatThrownBy(() -> bags.read(labels, HeadTask.BINARY, FolderRules.STRICT))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("1 of 2 bags")
                .hasMessageContaining("b.svs")
                .hasMessageContaining("--unlabelled");
        BagDataset skipped = bags.read(labels, HeadTask.BINARY, new FolderRules(FolderRules.Unlabelled.SKIP, false));
        assertThat(skipped.bags()).hasSize(1);
        assertThat(skipped.unlabelled()).isEmpty();
        BagDataset pseudo = bags.read(labels, HeadTask.BINARY, new FolderRules(FolderRules.Unlabelled.PSEUDO, false));
        assertThat(pseudo.unlabelled()).extracting(LabelledBag::name).containsExactly("b.svs");
    }

    @Test
    void oneSlideUnderTwoNamesIsRefused() throws IOException {
        bag(FIRST, ENCODER, 1);
        BagIndex.add(folder, Map.of("a.svs", FIRST));
        Path labels = labels("slide,label\na.svs,1\na,1\n");

        assertThatThrownBy(() -> read(labels, HeadTask.BINARY, 0))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void furtherExtractionsComeAlongAndMayHaveAnotherTiling(@TempDir Path more) throws IOException {
        bag(FIRST, ENCODER, 1);
        try (FeatureBagWriter writer = FeatureBagWriter.create(more, header(FIRST, ENCODER, 112))) {
            writer.append(
                    List.of(new TileFrame(new TileAddress(0, 0), 0, 0, 112, 112)),
                    new FeatureMatrix(new float[] {7, 8}, 1, 2));
            writer.commit();
        }
        LabelTable labels = LabelTable.read(labels("slide,label\n" + FIRST + ",1\n"), HeadTask.BINARY);

        BagDataset data = new BagFolder(List.of(folder, more), 0).read(labels, HeadTask.BINARY, FolderRules.STRICT);

        LabelledBag bag = data.bags().getFirst();
        assertThat(bag.features().get().toArray()).containsExactly(1, -1);
        assertThat(bag.others()).hasSize(1);
        assertThat(bag.others().getFirst().get().toArray()).containsExactly(7, 8);
    }

    @Test
    void slidesTiedByPatientGroupOrSiteAreOneUnit() throws IOException {
        String text = """
                slide,label,patient,site,group
                a,0,P1,A,
                b,0,P2,B,g
                c,0,P3,B,g
                d,0,P3,C,
                e,0,P4,A,
                """;
        LabelTable table = LabelTable.read(labels(text), HeadTask.BINARY);

        assertThat(units(table, false)).containsExactly("P1", "P2", "P2", "P2", "P4");
        // Site B ties P2 and P3, who ties C; P1 and P4 share A.
        assertThat(units(table, true)).containsExactly("P1", "P2", "P2", "P2", "P1");
    }

    private static List<String> units(LabelTable table, boolean bySite) {
        UnitFinder finder = new UnitFinder(bySite);
        table.rows().values().forEach(finder::add);
        return table.rows().values().stream().map(finder::unit).toList();
    }

    private BagDataset read(Path labels, HeadTask task, long heap) {
        return new BagFolder(List.of(folder), heap).read(LabelTable.read(labels, task), task, FolderRules.STRICT);
    }

    private static BagHeader header(String slide, PackId encoder, int tile) {
        return new BagHeader(
                slide,
                encoder,
                2,
                new TilingSpec(tile, 0.5, 0, 0.5, 0.02),
                new BagGrid(10, 1, 0, false, 0.5, 0.5, 0.5),
                "test/1",
                "openslide");
    }

    private Path labels(String text) throws IOException {
        return Files.writeString(folder.resolve("labels.csv"), text);
    }

    /// One tile for each value, with the features value and -value.
    private void bag(String slide, PackId encoder, float... values) {
        try (FeatureBagWriter writer = FeatureBagWriter.create(folder, header(slide, encoder, 224))) {
            for (int i = 0; i < values.length; i++) {
                writer.append(
                        List.of(new TileFrame(new TileAddress(i, 0), 224L * i, 0, 224, 224)),
                        new FeatureMatrix(new float[] {values[i], -values[i]}, 1, 2));
            }
            writer.commit();
        }
    }
}
