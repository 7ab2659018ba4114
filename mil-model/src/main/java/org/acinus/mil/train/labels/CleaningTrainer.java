package org.acinus.mil.train.labels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.CrossValidation;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.FittedHead;
import org.acinus.mil.train.FoldPlan;
import org.acinus.mil.train.HeadTrainer;
import org.acinus.mil.train.OutOfFold;
import org.acinus.mil.train.Removal;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.data.LabelledBag;

/// Leaves out bags whose labels heads that have not seen them contradict: confident learning (Northcutt, Jiang,
/// Chuang, *Confident Learning: Estimating Uncertainty in Dataset Labels*, JAIR 70 (2021) 1373-1411, arXiv
/// 1911.00068), "prune by class" at the thresholds of its equation 2.
///
/// A class's threshold is the mean probability that bags labelled so are given of it. A bag is left out where the most
/// probable of the classes that reach their thresholds is not its own. Cleaning happens within every fit, on its
/// training bags alone: a fold that is measured keeps all its labels, right or wrong, and has no say in what is left
/// out.
///
/// All this supposes that labels are right more often than not. Where more than half of a fit's labels are
/// contradicted, it is the judging heads that know too little; then all bags stay.
public final class CleaningTrainer implements HeadTrainer {
    private final HeadTrainer scout;
    private final HeadTrainer trainer;
    private final int folds;

    /// Sets up.
    ///
    /// @param scout fits the heads that judge the labels
    /// @param trainer fits on what is left
    /// @param folds in which the labels are judged, at least 2
    public CleaningTrainer(HeadTrainer scout, HeadTrainer trainer, int folds) {
        this.scout = scout;
        this.trainer = trainer;
        this.folds = folds;
    }

    @Override
    public String engine() {
        return trainer.engine();
    }

    @Override
    public FittedHead fit(FitTask task, TrainingListener listener) {
        List<LabelledBag> bags = task.split().training();
        List<Removal> contradicted = doubtful(outOfFold(task), task.shape().classes());
        boolean judged = 2 * contradicted.size() <= bags.size();
        if (!judged) {
            listener.unjudged(contradicted.size(), bags.size());
        }
        List<Removal> removed = judged ? contradicted : List.of();
        listener.removed(removed, bags.size());
        Set<String> names = new HashSet<>();
        removed.forEach(removal -> names.add(removal.bag()));
        List<LabelledBag> kept =
                bags.stream().filter(bag -> !names.contains(bag.name())).toList();
        return trainer.fit(task.on(new Split(kept, task.split().validation())), listener);
    }

    private List<OutOfFold> outOfFold(FitTask task) {
        List<OutOfFold> said = new ArrayList<>();
        List<List<LabelledBag>> dealt =
                FoldPlan.deal(task.split().training(), folds, task.options().seed());
        for (int fold = 0; fold < folds; fold++) {
            FitTask part = task.on(new Split(FoldPlan.others(dealt, fold), List.of()));
            try (FittedHead head = scout.fit(part, TrainingListener.SILENT)) {
                said.addAll(CrossValidation.predict(head, dealt.get(fold)));
            }
        }
        return said;
    }

    /// The bags to leave out.
    static List<Removal> doubtful(List<OutOfFold> predictions, int classes) {
        Map<Integer, Double> thresholds = thresholds(predictions);
        List<Removal> removed = new ArrayList<>();
        for (OutOfFold said : predictions) {
            int suggested = -1;
            for (int c = 0; c < classes; c++) {
                double probability = said.probabilities().get(c);
                boolean confident = probability >= thresholds.getOrDefault(c, Double.POSITIVE_INFINITY);
                if (confident
                        && (suggested < 0 || probability > said.probabilities().get(suggested))) {
                    suggested = c;
                }
            }
            if (suggested >= 0 && suggested != said.truth()) {
                removed.add(new Removal(
                        said.bag(),
                        said.truth(),
                        suggested,
                        said.probabilities().get(said.truth()),
                        said.probabilities().get(suggested)));
            }
        }
        return removed;
    }

    /// Of each label, the mean probability that its bags are given of it.
    private static Map<Integer, Double> thresholds(List<OutOfFold> predictions) {
        Map<Integer, List<Double>> own = new HashMap<>();
        for (OutOfFold said : predictions) {
            own.computeIfAbsent(said.truth(), label -> new ArrayList<>())
                    .add(said.probabilities().get(said.truth()));
        }
        Map<Integer, Double> thresholds = new HashMap<>();
        own.forEach((label, given) -> thresholds.put(
                label, given.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
        return thresholds;
    }

    @Override
    public FittedHead load(String architecture, HeadShape shape, Map<String, Tensor> weights, int epoch) {
        return trainer.load(architecture, shape, weights, epoch);
    }
}
