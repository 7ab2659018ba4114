package org.acinus.gleason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.acinus.gleason.pattern.PatternMap;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.gleason.pattern.PatternTile;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.calibrate.novelty.NormSpec;
import org.acinus.outcome.SlideOutcome;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.junit.jupiter.api.Test;

class TileCallTest {
    private static final TileCall CALL = new TileCall(Optional.of(new NormSpec("norm.safetensors", 0.29)));

    @Test
    void tilesAloneGradeASlide() {
        assertThat(decide(CALL, 0.9, OptionalDouble.of(0.2)))
                .isInstanceOfSatisfying(SlideOutcome.Cancer.class, cancer -> {
                    assertThat(cancer.assessment().isupGrade()).hasValue(4);
                    assertThat(cancer.assessment().isupProbabilities()).isEmpty();
                    assertThat(cancer.assessment()
                                    .patterns()
                                    .orElseThrow()
                                    .extent()
                                    .share())
                            .isEqualTo(1);
                });
        assertThat(decide(CALL, 0.1, OptionalDouble.of(0.2)))
                .isInstanceOfSatisfying(
                        SlideOutcome.Benign.class,
                        benign -> assertThat(benign.assessment().confidence()).isEqualTo(0.9));
    }

    @Test
    void doubtIsLeftToAPerson() {
        assertThat(reason(decide(CALL, 0.55, OptionalDouble.of(0.2))))
                .isEqualTo("cancer probability 0.550 is within 0.10 of the threshold 0.50");
        assertThat(reason(decide(CALL, 0.9, OptionalDouble.of(0.31))))
                .isEqualTo("the tissue is unlike the training slides: distance 0.310, above 0.290");
        assertThat(reason(decide(CALL, 0.9, OptionalDouble.empty()))).contains("unlike");
        assertThat(reason(decide(new TileCall(Optional.empty()), 0.9, OptionalDouble.empty())))
                .isEqualTo("the pack cannot tell tissue that it was not trained on, so a person has to");
    }

    @Test
    void patternsAreFoundByTheirNames() {
        FeatureMatrix classes = new FeatureMatrix(new float[] {0.125f, 0.5f, 0.25f, 0.125f}, 1, 4);

        assertThat(PatternColumns.of(List.of("G5", "G4", "Benign", "G3"))
                        .orElseThrow()
                        .at(classes, 0))
                .isEqualTo(new PatternProbabilities(0.25, 0.125, 0.5, 0.125));
        assertThat(PatternColumns.of(List.of("NC", "3", "4", "5"))).hasValue(new PatternColumns(0, 1, 2, 3));
        assertThat(PatternColumns.of(List.of("benign", "tumour"))).isEmpty();
        assertThat(PatternColumns.of(List.of("benign", "G3", "G4", "stroma"))).isEmpty();
    }

    private static SlideOutcome decide(TileCall call, double tumour, OptionalDouble distance) {
        List<PatternTile> tiles = IntStream.range(0, 9)
                .mapToObj(place -> new PatternTile(
                        new TileFrame(new TileAddress(place % 3, place / 3), 0, 0, 224, 224),
                        new PatternProbabilities(1 - tumour, 0, tumour, 0)))
                .toList();
        return call.judge(PatternMap.of(tiles), 0.15, new SlideEvidence(distance, 9, 0))
                .outcome();
    }

    private static String reason(SlideOutcome outcome) {
        assertThat(outcome).isInstanceOf(SlideOutcome.NeedsReview.class);
        return outcome.explanation().orElseThrow();
    }
}
