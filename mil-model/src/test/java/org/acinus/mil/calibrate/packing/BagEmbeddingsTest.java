package org.acinus.mil.calibrate.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.calibrate.CalibrationException;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.FeatureBagWriter;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.PackReference;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BagEmbeddingsTest {
    @TempDir
    private Path temp;

    private static HeadSpec head(String encoder) {
        return new HeadSpec(
                "abmil",
                "w",
                new PackReference("tiny", encoder.repeat(32)),
                HeadTask.BINARY,
                List.of("benign", "cancer"),
                0.5,
                0.1,
                8,
                4);
    }

    private void bag(String slide, float... features) {
        BagHeader header = new BagHeader(
                slide.repeat(32),
                new PackId("tiny", "1.0.0", "ab".repeat(32)),
                2,
                new TilingSpec(224, 0.5, 0, 0.5, 0.02),
                new BagGrid(10, 10, 0, false, 0.5, 0.5, 0.5),
                "saturation/1",
                "openslide");
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp, header)) {
            List<TileFrame> tiles = IntStream.range(0, features.length / 2)
                    .mapToObj(i -> new TileFrame(new TileAddress(i, 0), 224L * i, 0, 224, 224))
                    .toList();
            writer.append(tiles, new FeatureMatrix(features, tiles.size(), 2));
            writer.commit();
        }
    }

    @Test
    void everySlideIsTheMeanOfItsTiles() {
        bag("5a", 1, 2, 3, 4);
        bag("5b", 7, 8);

        List<double[]> embeddings = BagEmbeddings.read(temp, head("ab").encoder());

        assertThat(embeddings).hasSize(2);
        assertThat(embeddings.get(0)).containsExactly(2, 3);
        assertThat(embeddings.get(1)).containsExactly(7, 8);
    }

    @Test
    void bagsOfAnotherEncoderAreRefused() {
        bag("5a", 1, 2);

        assertThatThrownBy(() -> BagEmbeddings.read(temp, head("cd").encoder()))
                .isInstanceOf(CalibrationException.class)
                .hasMessageContaining(".arrow comes from tiny")
                .hasMessageContaining("name a folder of bags of that pack");
    }
}
