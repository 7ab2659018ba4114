package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.acinus.mil.TileOutput;
import org.acinus.mil.pack.ModelPack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractorGroupTest {
    @TempDir
    private Path temp;

    @Test
    void manyThreadsShareTheMembersAndGetTheirOwnAnswers() throws Exception {
        ModelPack pack = TinyEncoder.write(temp.resolve("tiny"), 255, "embedding");
        OnnxExtractor first = OnnxExtractor.open(pack, InferenceDevice.cpu(), 2, OptionalInt.of(5));
        OnnxExtractor second = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1, OptionalInt.of(3));
        try (ExtractorGroup group = new ExtractorGroup(List.of(first, second));
                ExecutorService threads = Executors.newFixedThreadPool(group.lanes())) {
            assertThat(group.lanes()).isEqualTo(3);
            assertThat(group.batchTiles()).isEqualTo(3);
            assertThat(group.device()).isEqualTo("cpu,cpu");
            List<Callable<TileOutput>> work = IntStream.range(0, 60)
                    .<Callable<TileOutput>>mapToObj(i -> () -> {
                        byte[] grey = new byte[3 * TinyEncoder.PIXELS * TinyEncoder.PIXELS];
                        Arrays.fill(grey, (byte) i);
                        try (TestingTileBatch batch = new TestingTileBatch(TinyEncoder.PIXELS, List.of(grey))) {
                            return group.extract(batch);
                        }
                    })
                    .toList();

            List<Future<TileOutput>> answers = threads.invokeAll(work);

            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get().features().at(0, 1)).isEqualTo(i);
            }
        }
    }

    @Test
    void differentPacksCannotShareTheWork() {
        ModelPack one = TinyEncoder.write(temp.resolve("one"), 255, "embedding");
        ModelPack other = TinyEncoder.write(temp.resolve("other"), 254, "embedding");
        try (OnnxExtractor first = OnnxExtractor.open(one, InferenceDevice.cpu(), 1);
                OnnxExtractor second = OnnxExtractor.open(other, InferenceDevice.cpu(), 1)) {
            assertThatThrownBy(() -> new ExtractorGroup(List.of(first, second)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
