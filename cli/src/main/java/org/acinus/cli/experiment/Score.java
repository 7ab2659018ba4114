package org.acinus.cli.experiment;

import java.util.List;
import org.acinus.mil.evaluate.statistic.ConfusionMatrix;
import org.acinus.mil.train.CrossValidation;
import org.acinus.mil.train.OutOfFold;

/// What a cohort's test bags are judged by; more is better.
enum Score {
    AUC("AUC") {
        @Override
        double of(List<OutOfFold> said, double threshold) {
            return CrossValidation.auc(said).orElseThrow().area();
        }
    },
    BALANCED_ACCURACY("balanced accuracy") {
        @Override
        double of(List<OutOfFold> said, double threshold) {
            return ConfusionMatrix.of(2, truth(said), called(said, threshold)).balancedAccuracy();
        }
    },
    SENSITIVITY("sensitivity") {
        @Override
        double of(List<OutOfFold> said, double threshold) {
            return ConfusionMatrix.of(2, truth(said), called(said, threshold))
                    .sensitivity()
                    .orElseThrow();
        }
    },
    QUADRATIC_KAPPA("quadratic kappa") {
        @Override
        double of(List<OutOfFold> said, double threshold) {
            List<Integer> grades = said.stream().map(OutOfFold::called).toList();
            return ConfusionMatrix.of(6, truth(said), grades).quadraticKappa().orElseThrow();
        }
    };

    private final String words;

    Score(String words) {
        this.words = words;
    }

    /// Computes it.
    ///
    /// @param threshold least probability of cancer that is called so, where calls count
    abstract double of(List<OutOfFold> said, double threshold);

    /// The same with calls from even odds on.
    double of(List<OutOfFold> said) {
        return of(said, 0.5);
    }

    private static List<Integer> truth(List<OutOfFold> said) {
        return said.stream().map(OutOfFold::truth).toList();
    }

    private static List<Integer> called(List<OutOfFold> said, double threshold) {
        return said.stream().map(bag -> bag.cancer() >= threshold ? 1 : 0).toList();
    }

    @Override
    public String toString() {
        return words;
    }
}
