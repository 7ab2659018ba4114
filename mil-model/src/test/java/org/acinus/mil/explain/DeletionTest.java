package org.acinus.mil.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.acinus.mil.BagClassifier;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.FeatureRows;
import org.acinus.mil.PackId;
import org.junit.jupiter.api.Test;

class DeletionTest {
    /// Its score is the mean of the only feature, so that every fall can be worked out by hand.
    private record MeanOfRows(boolean honest) implements BagClassifier {
        @Override
        public PackId pack() {
            return new PackId("mean", "1", "0".repeat(64));
        }

        @Override
        public BagPrediction classify(FeatureRows bag) {
            List<Float> values = new ArrayList<>();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment rows = arena.allocate(ValueLayout.JAVA_FLOAT, bag.size());
                bag.copy(0, bag.size(), rows);
                for (int i = 0; i < bag.size(); i++) {
                    values.add(rows.getAtIndex(ValueLayout.JAVA_FLOAT, i));
                }
            }
            double mean =
                    values.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
            double cancer = 1 / (1 + Math.exp(-mean));
            List<Float> share = values.stream().map(value -> 1f / values.size()).toList();
            List<Float> said = values.stream()
                    .map(value -> (honest ? value : -value) / values.size())
                    .toList();
            return new BagPrediction(List.of(1 - cancer, cancer), share, said);
        }

        @Override
        public FeatureMatrix evidenceGradients(FeatureRows bag, List<Integer> rows) {
            throw new UnsupportedOperationException("nobody asks for gradients here");
        }

        @Override
        public void close() {}
    }

    private static final FeatureMatrix BAG = new FeatureMatrix(new float[] {1, 9, 2, 0, 8, 0, 0, 0, 0, 0}, 10, 1);

    @Test
    void takingTheStrongestTilesAwayIsWorkedOutFromTheRest() {
        Deletion deletion = Deletion.of(new MeanOfRows(true), BAG, 0.2, 50, 1);

        assertThat(deletion.removed()).isEqualTo(2);
        assertThat(deletion.whole()).isCloseTo(2.0, within(1e-6));
        assertThat(deletion.withoutTop()).isCloseTo(3.0 / 8, within(1e-6));
        // Taking two of ten at random leaves the mean where it was, on average.
        assertThat(deletion.withoutRandom()).isCloseTo(2.0, within(0.3));
        assertThat(deletion.leastWithoutRandom()).isGreaterThanOrEqualTo(deletion.withoutTop() - 1e-9);
        assertThat(deletion.fallByTop()).isGreaterThan(deletion.fallByRandom() + 1);
    }

    @Test
    void contributionsThatAreNotTheReasonsAreFoundOut() {
        Deletion deletion = Deletion.of(new MeanOfRows(false), BAG, 0.2, 50, 1);

        assertThat(deletion.fallByTop()).isLessThan(deletion.fallByRandom());
    }

    @Test
    void oneTileAtLeastIsTakenAndOneStays() {
        assertThat(Deletion.of(new MeanOfRows(true), BAG, 0.001, 1, 1).removed())
                .isEqualTo(1);
        assertThat(Deletion.of(new MeanOfRows(true), BAG, 0.999, 1, 1).removed())
                .isEqualTo(9);
        assertThatThrownBy(() -> Deletion.of(new MeanOfRows(true), new FeatureMatrix(new float[1], 1, 1), 0.5, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
