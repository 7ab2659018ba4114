package org.acinus.mil.djl.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.mil.djl.net.HeadNetwork;
import org.acinus.mil.djl.net.PyTorch;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.FitState;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.data.BagDataException;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.StepOptions;

/// One run over the epochs. Does not close the network.
///
/// The state is kept every [#BAGS_A_CHECKPOINT] bags, between two epochs. There the random numbers begin anew, from
/// the seed and the epoch, so that a fit that goes on after a crash sees the same ones; they do so whether or not
/// anything is kept, so that keeping it changes nothing.
final class HeadFit {
    /// About a minute of work.
    static final int BAGS_A_CHECKPOINT = 5_000;

    /// Prefix of the weights at hand in a state's arrays.
    static final String CURRENT = "current/";

    private static final String BEST = "best/";

    private final HeadNetwork network;
    private final FitTask task;
    private final FitOptions options;
    private final TrainingListener listener;
    private final BagLoss loss;
    private final BagOrder order;
    private final List<EpochReport> reports = new ArrayList<>();

    /// The weights to keep.
    record Best(int epoch, double loss, Map<String, Tensor> weights) {}

    HeadFit(HeadNetwork network, FitTask task, TrainingListener listener) {
        this.network = network;
        this.task = task;
        this.options = task.options();
        this.listener = listener;
        this.loss = BagLoss.of(task.split().training(), network.shape(), options.balance());
        this.order = new BagOrder(task.split().training(), options.balance(), options.seed());
    }

    /// Runs.
    ///
    /// @param state to go on from, whose weights the network has
    Best run(Optional<FitState> state) {
        GradientSteps steps = new GradientSteps(options.steps(), network.trainable(), state);
        Best best = state.map(HeadFit::best).orElse(new Best(0, Double.POSITIVE_INFINITY, Map.of()));
        state.ifPresent(this::replay);
        int epochs = options.stopping().epochs();
        for (int epoch = reports.size() + 1; epoch <= epochs; epoch++) {
            EpochReport report = epoch(epoch, steps);
            reports.add(report);
            listener.epoch(report);
            OptionalDouble validation = report.validationLoss();
            boolean better = validation.isEmpty() || validation.getAsDouble() < best.loss;
            boolean last = validation.isPresent()
                    && epoch - best.epoch >= options.stopping().patience();
            if (better && (validation.isPresent() || epoch == epochs)) {
                best = new Best(epoch, validation.orElse(report.trainingLoss()), network.weights());
            } else if (last) {
                break;
            }
            if (epoch < epochs && isCheckpoint(epoch)) {
                task.checkpoints().save(state(steps, best));
                PyTorch.engine().setRandomSeed(BagVariation.mixed(options.seed(), epoch));
            }
        }
        return best;
    }

    /// Brings order and random numbers to where a state was kept, and tells the listener what it has missed.
    private void replay(FitState state) {
        for (EpochReport report : state.reports()) {
            order.next();
            reports.add(report);
            listener.epoch(report);
        }
        PyTorch.engine().setRandomSeed(BagVariation.mixed(options.seed(), state.epoch()));
    }

    private boolean isCheckpoint(int epoch) {
        return epoch % Math.ceilDiv(BAGS_A_CHECKPOINT, task.split().training().size()) == 0;
    }

    private EpochReport epoch(int epoch, GradientSteps steps) {
        StepOptions how = options.steps();
        double rate = how.learningRate()
                * how.schedule().factor(epoch, options.stopping().epochs());
        BagVariation variation = new BagVariation(options.augmentation(), network.weights(), options.seed(), epoch);
        List<LabelledBag> bags = order.next();
        double sum = 0;
        int gathered = 0;
        for (int i = 0; i < bags.size(); i++) {
            sum += show(bags.get(i), variation);
            gathered++;
            if (gathered == how.accumulate() || i == bags.size() - 1) {
                steps.step(rate, gathered);
                gathered = 0;
            }
        }
        return new EpochReport(epoch, rate, sum / bags.size(), validationLoss());
    }

    /// Adds one bag's gradient to those that have gathered.
    private double show(LabelledBag bag, BagVariation variation) {
        try (Arena arena = Arena.ofConfined();
                NDManager scope = network.manager().newSubManager()) {
            NDArray features = variation.moved(PyTorch.matrix(scope, arena, variation.chosen(bag)));
            double value;
            try (GradientCollector tape = PyTorch.engine().newGradientCollector()) {
                NDArray cost = loss.of(network.train(features, bag.label()), bag.label());
                tape.backward(cost);
                value = cost.toFloatArray()[0];
            }
            if (!Double.isFinite(value)) {
                throw new BagDataException("The training loss of bag " + bag.name() + " is " + value
                        + "; check its features, or train with a lower learning rate");
            }
            return value;
        }
    }

    private OptionalDouble validationLoss() {
        List<LabelledBag> bags = task.split().validation();
        if (bags.isEmpty()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (LabelledBag bag : bags) {
            sum += loss.of(network.predict(bag.features().get()).probabilities(), bag.label());
        }
        return OptionalDouble.of(sum / bags.size());
    }

    private FitState state(GradientSteps steps, Best best) {
        Map<String, Tensor> arrays = new HashMap<>();
        network.weights().forEach((name, weight) -> arrays.put(CURRENT + name, weight));
        best.weights.forEach((name, weight) -> arrays.put(BEST + name, weight));
        steps.save(arrays);
        return new FitState(steps.steps(), arrays, reports, best.epoch, best.loss);
    }

    private static Best best(FitState state) {
        return new Best(state.bestEpoch(), state.bestLoss(), weights(state, BEST));
    }

    /// The weights among a state's arrays, without prefix.
    static Map<String, Tensor> weights(FitState state, String prefix) {
        Map<String, Tensor> weights = new HashMap<>();
        state.arrays().forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                weights.put(name.substring(prefix.length()), array);
            }
        });
        return weights;
    }
}
