package org.acinus.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.TileOutput;
import org.acinus.mil.features.BagExecution;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.features.FeaturePrecision;
import org.acinus.pipeline.TestingExtractor;
import org.acinus.pipeline.model.TileFeatures;
import org.acinus.stain.Staining;
import org.acinus.stream.TileBatch;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.wsi.FormulaSlide;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.SlideMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FeatureStageTest {
    private static final int TILE = 32;
    private static final String SHA256 = "7e".repeat(32);

    @TempDir
    private Path temp;

    /// A slide of known pixels that counts its reads.
    private static final class Counted implements Slide {
        private final Slide formula = FormulaSlide.of(1000, 700, 0.5, 1);
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public SlideMetadata metadata() {
            return formula.metadata();
        }

        @Override
        public void read(Region region, RgbBuffer into) {
            reads.incrementAndGet();
            formula.read(region, into);
        }

        @Override
        public void close() {}
    }

    /// Embeds a tile as its first red byte times a factor.
    private static final class FirstByte extends TestingExtractor {
        private final String name;
        private final int factor;
        private final int failAfter;
        private final AtomicInteger batches = new AtomicInteger();

        FirstByte(String name, int factor, int failAfter) {
            super(new PackId(name, "1", "0".repeat(63) + factor), 3, 7);
            this.name = name;
            this.factor = factor;
            this.failAfter = failAfter;
        }

        @Override
        public TileOutput extract(TileBatch batch) {
            if (batches.incrementAndGet() > failAfter) {
                throw new IllegalStateException(name + " is out of order");
            }
            float[] values = new float[batch.tiles().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = factor * (batch.pixels().get(ValueLayout.JAVA_BYTE, 3L * TILE * TILE * i) & 255);
            }
            return new TileOutput(new FeatureMatrix(values, values.length, 1));
        }
    }

    private static FirstByte steady(String name, int factor) {
        return new FirstByte(name, factor, Integer.MAX_VALUE);
    }

    private static TilePlan plan(Slide slide) {
        TileGrid grid = TileGrid.over(slide.metadata(), TilingSpec.of(TILE, 0.5));
        return new TilePlan(grid, grid.rowMajor().toList());
    }

    private FeatureStage stage(FeaturePrecision precision, FirstByte... extractors) {
        return new FeatureStage(
                Stream.of(extractors)
                        .map(each -> new FeatureStage.Target(each, temp.resolve(each.name)))
                        .toList(),
                "all/1",
                precision,
                Staining.NONE);
    }

    private static void requireFormula(TileFeatures features, int factor) {
        for (int i = 0; i < features.tiles().size(); i++) {
            assertThat(features.features().at(i, 0))
                    .isEqualTo(factor
                            * FormulaSlide.value(
                                    features.tiles().get(i).x0(),
                                    features.tiles().get(i).y0(),
                                    0));
        }
    }

    @Test
    void severalEncodersReadEachTileOnceAndEachGetsItsOwnBag() throws Exception {
        Counted slide = new Counted();
        TilePlan plan = plan(slide);

        List<TileFeatures> features = stage(FeaturePrecision.FLOAT32, steady("one", 1), steady("two", 2))
                .embedAll(SHA256, slide, plan, (done, total) -> {});

        assertThat(slide.reads).hasValue(plan.tiles().size());
        assertThat(features).hasSize(2).allMatch(each -> each.tiles().equals(plan.tiles()));
        requireFormula(features.get(0), 1);
        requireFormula(features.get(1), 2);
        assertThat(FeatureBagReader.readHeader(features.get(1).bag()).execution())
                .isEqualTo(Optional.of(new BagExecution("test 1", "cpu", 7)));
    }

    @Test
    void bagsThatAreThereAreKeptAndOnlyTheMissingOneIsMade() throws Exception {
        Counted slide = new Counted();
        TilePlan plan = plan(slide);
        FirstByte one = steady("one", 1);
        stage(FeaturePrecision.FLOAT32, one).embedAll(SHA256, slide, plan, (done, total) -> {});
        int batches = one.batches.get();
        int reads = slide.reads.get();
        FirstByte two = steady("two", 2);

        stage(FeaturePrecision.FLOAT32, one, two).embedAll(SHA256, slide, plan, (done, total) -> {});
        stage(FeaturePrecision.FLOAT32, one, two).embedAll(SHA256, slide, plan, (done, total) -> {});

        assertThat(one.batches).hasValue(batches);
        assertThat(two.batches).hasValue(batches);
        assertThat(slide.reads).hasValue(2 * reads);
        // Half precision is another bag: the one in single precision does not stand in for it.
        stage(FeaturePrecision.FLOAT16, one).embedAll(SHA256, slide, plan, (done, total) -> {});
        assertThat(one.batches).hasValue(2 * batches);
    }

    @Test
    void failureOfOneEncoderLeavesNoBagOfAnyBehind() throws IOException {
        Counted slide = new Counted();
        FeatureStage stage = stage(FeaturePrecision.FLOAT32, steady("one", 1), new FirstByte("two", 2, 5));

        assertThatThrownBy(() -> stage.embedAll(SHA256, slide, plan(slide), (done, total) -> {}))
                .hasMessage("two is out of order");

        for (String name : List.of("one", "two")) {
            try (Stream<Path> files = Files.list(temp.resolve(name))) {
                assertThat(files).isEmpty();
            }
        }
    }
}
