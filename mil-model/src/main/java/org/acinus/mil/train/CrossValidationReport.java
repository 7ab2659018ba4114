package org.acinus.mil.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.mil.evaluate.statistic.ConfusionMatrix;
import org.acinus.mil.evaluate.statistic.Interval;
import org.acinus.mil.evaluate.statistic.RocAuc;
import org.acinus.mil.pack.HeadTask;

/// Out-of-fold figures of a recipe.
///
/// @param accuracy mean over the folds of all repeats
/// @param accuracySd standard deviation over the same folds; 0 for a single one
/// @param auc mean over the repeats of the area under the ROC curve of a repeat's pooled predictions, benign
///     against all other classes; nothing where the data lack one side
/// @param aucInterval 95 % interval of `auc`: its variance is the mean of the repeats' (DeLong), not their
///     mean's, since every repeat judges the same slides
/// @param kappa mean over the repeats of the quadratically weighted kappa of the pooled calls; only where
///     grades are called
/// @param folds what they are computed from
public record CrossValidationReport(
        double accuracy,
        double accuracySd,
        OptionalDouble auc,
        Optional<Interval> aucInterval,
        OptionalDouble kappa,
        List<FoldResult> folds) {
    public CrossValidationReport {
        folds = List.copyOf(folds);
    }

    /// Summarises.
    ///
    /// @param folds all folds of all repeats, at least one
    public static CrossValidationReport of(HeadTask task, List<FoldResult> folds) {
        double mean = folds.stream().mapToDouble(FoldResult::accuracy).average().orElseThrow();
        double squares = folds.stream()
                .mapToDouble(fold -> (fold.accuracy() - mean) * (fold.accuracy() - mean))
                .sum();
        double deviation = folds.size() < 2 ? 0 : Math.sqrt(squares / (folds.size() - 1));
        List<List<OutOfFold>> pooled = pooled(folds);
        Optional<RocAuc> auc = meanAuc(pooled);
        return new CrossValidationReport(
                mean,
                deviation,
                auc.map(found -> OptionalDouble.of(found.area())).orElseGet(OptionalDouble::empty),
                auc.map(RocAuc::interval95),
                task == HeadTask.ISUP ? meanKappa(task, pooled) : OptionalDouble.empty(),
                folds);
    }

    /// The predictions of each repeat.
    private static List<List<OutOfFold>> pooled(List<FoldResult> folds) {
        List<List<OutOfFold>> repeats = new ArrayList<>();
        for (FoldResult fold : folds) {
            while (repeats.size() < fold.repeat()) {
                repeats.add(new ArrayList<>());
            }
            repeats.get(fold.repeat() - 1).addAll(fold.predictions());
        }
        return repeats;
    }

    private static Optional<RocAuc> meanAuc(List<List<OutOfFold>> repeats) {
        List<RocAuc> found = repeats.stream()
                .flatMap(predictions -> CrossValidation.auc(predictions).stream())
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RocAuc(
                found.stream().mapToDouble(RocAuc::area).average().orElseThrow(),
                found.stream().mapToDouble(RocAuc::variance).average().orElseThrow()));
    }

    private static OptionalDouble meanKappa(HeadTask task, List<List<OutOfFold>> repeats) {
        return repeats.stream()
                .map(predictions -> ConfusionMatrix.of(
                        task.classes(),
                        predictions.stream().map(OutOfFold::truth).toList(),
                        predictions.stream().map(OutOfFold::called).toList()))
                .flatMapToDouble(matrix -> matrix.quadraticKappa().stream())
                .average();
    }
}
