package org.acinus.wsi.synthetic;

import java.util.List;
import org.acinus.wsi.synthetic.scene.Pattern;

/// What a cohort's labels say.
public enum CohortTask {
    /// 0 benign, 1 cancer somewhere.
    BINARY(2),
    /// ISUP grade group 0 (benign) to 5.
    ISUP(6);

    private static final List<List<Pattern>> GRADE_1 = List.of(List.of(Pattern.G3, Pattern.G3));
    private static final List<List<Pattern>> GRADE_2 = List.of(List.of(Pattern.G3, Pattern.G4));
    private static final List<List<Pattern>> GRADE_3 = List.of(List.of(Pattern.G4, Pattern.G3));
    private static final List<List<Pattern>> GRADE_4 =
            List.of(List.of(Pattern.G4, Pattern.G4), List.of(Pattern.G3, Pattern.G5), List.of(Pattern.G5, Pattern.G3));
    private static final List<List<Pattern>> GRADE_5 =
            List.of(List.of(Pattern.G4, Pattern.G5), List.of(Pattern.G5, Pattern.G4), List.of(Pattern.G5, Pattern.G5));

    private final int classes;

    CohortTask(int classes) {
        this.classes = classes;
    }

    /// Number of labels, 0 the first.
    public int classes() {
        return classes;
    }

    /// The Gleason scores that a label can stand for, as primary and secondary pattern (ISUP 2014: 1 is 3+3, 2 is
    /// 3+4, 3 is 4+3, 4 is 4+4, 3+5 or 5+3, 5 is 9 or 10); none for benign.
    List<List<Pattern>> scores(int label) {
        if (label == 0) {
            return List.of();
        }
        if (this == BINARY) {
            return List.of(
                    List.of(Pattern.G3, Pattern.G3),
                    List.of(Pattern.G3, Pattern.G4),
                    List.of(Pattern.G4, Pattern.G4),
                    List.of(Pattern.G4, Pattern.G5));
        }
        return switch (label) {
            case 1 -> GRADE_1;
            case 2 -> GRADE_2;
            case 3 -> GRADE_3;
            case 4 -> GRADE_4;
            case 5 -> GRADE_5;
            default -> throw new IllegalArgumentException("ISUP grades go from 0 to 5, not " + label);
        };
    }

    /// Least share of the tissue that is tumour on a positive slide.
    double leastTumour() {
        return this == BINARY ? 0.02 : 0.06;
    }

    /// Greatest share of the tissue that is tumour on a positive slide.
    double mostTumour() {
        return this == BINARY ? 0.045 : 0.2;
    }
}
