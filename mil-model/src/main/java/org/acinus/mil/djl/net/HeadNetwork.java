package org.acinus.mil.djl.net;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.FeatureRows;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.Tensor;

/// A MIL network with values, on the processor. One thread at a time; whoever made it closes it, which frees
/// its memory.
public final class HeadNetwork implements AutoCloseable {
    /// Features that are in the engine at a time.
    private static final int PART_BYTES = 16 << 20;

    private static final int LEAST_PART_ROWS = 256;

    private final HeadShape shape;
    private final NDManager manager;
    private final MilNetwork network;
    private final ParameterStore store;

    private HeadNetwork(HeadShape shape, NDManager manager, MilNetwork network) {
        this.shape = shape;
        this.manager = manager;
        this.network = network;
        this.store = new ParameterStore(manager, false);
    }

    /// A network to train: random weights (Glorot, Bengio 2010), biases 0, and what is given.
    ///
    /// @param scaling values of the parameters that training does not change
    public static HeadNetwork random(String architecture, HeadShape shape, float dropout, Map<String, Tensor> scaling) {
        MilNetwork network = MilArchitectures.named(architecture).create(shape, dropout);
        network.setInitializer(new XavierInitializer(), Parameter.Type.WEIGHT);
        return initialised(network, shape, scaling);
    }

    /// A network to train on from weights that there are.
    ///
    /// @throws InvalidPackException where a tensor is missing, unknown or of another shape
    public static HeadNetwork from(String architecture, HeadShape shape, float dropout, Map<String, Tensor> weights) {
        MilNetwork network = MilArchitectures.named(architecture).create(shape, dropout);
        requireAll(network, weights);
        return initialised(network, shape, weights);
    }

    private static void requireAll(MilNetwork network, Map<String, Tensor> weights) {
        for (String name : network.named().keySet()) {
            if (!weights.containsKey(name)) {
                throw new InvalidPackException("The weights lack the tensor " + name);
            }
        }
    }

    /// A network with stored weights, for inference alone.
    ///
    /// @throws InvalidPackException where a tensor is missing, unknown or of another shape
    public static HeadNetwork frozen(String architecture, HeadShape shape, Map<String, Tensor> weights) {
        MilNetwork network = MilArchitectures.named(architecture).create(shape, 0);
        requireAll(network, weights);
        network.freeze();
        HeadNetwork head = initialised(network, shape, weights);
        // From here on nothing may stay with this manager: a forward pass that leaks fails at once.
        head.manager.cap();
        return head;
    }

    private static HeadNetwork initialised(MilNetwork network, HeadShape shape, Map<String, Tensor> values) {
        SequencedMap<String, Parameter> named = network.named();
        values.forEach((name, tensor) -> {
            Parameter parameter = named.get(name);
            if (parameter == null) {
                throw new InvalidPackException("The weights hold an unknown tensor, " + name);
            }
            parameter.setInitializer((manager, wanted, type) -> stored(manager, wanted, name, tensor));
        });
        NDManager manager = PyTorch.engine().newBaseManager(Device.cpu());
        try {
            network.initialize(manager);
            return new HeadNetwork(shape, manager, network);
        } catch (RuntimeException failed) {
            manager.close();
            throw failed;
        }
    }

    /// An array with these values. (`NDArray.set` and `copyTo` would alias memory that is freed sooner.)
    private static NDArray stored(NDManager manager, Shape wanted, String name, Tensor tensor) {
        Shape shape =
                new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
        if (!shape.equals(wanted)) {
            throw new InvalidPackException("The weights hold " + name + " of shape " + shape
                    + ", but the head's description asks for " + wanted);
        }
        return manager.create(tensor.toArray(), shape);
    }

    public HeadShape shape() {
        return shape;
    }

    public NDManager manager() {
        return manager;
    }

    /// A bag while training, with dropout and gradients.
    ///
    /// @param bag (N, dimension)
    /// @param label its class
    public TrainingView train(NDArray bag, int label) {
        return network.train(store, bag, label);
    }

    /// The parameters that training changes, by name.
    public Map<String, NDArray> trainable() {
        Map<String, NDArray> arrays = new TreeMap<>();
        network.named().forEach((name, parameter) -> {
            if (parameter.requiresGradient()) {
                arrays.put(name, parameter.getArray());
            }
        });
        return arrays;
    }

    /// Copies the values out.
    public Map<String, Tensor> weights() {
        Map<String, Tensor> weights = new TreeMap<>();
        network.named().forEach((name, parameter) -> weights.put(name, tensor(parameter.getArray())));
        return weights;
    }

    /// A copy of an array out of the engine's memory.
    public static Tensor tensor(NDArray array) {
        List<Integer> lengths = Arrays.stream(array.getShape().getShape())
                .mapToObj(Math::toIntExact)
                .toList();
        return new Tensor(lengths, array.toFloatArray());
    }

    /// Runs one bag without dropout, a part at a time where it is large.
    ///
    /// @throws IllegalArgumentException where the bag is empty or of another dimension
    public BagPrediction predict(FeatureRows bag) {
        return predict(bag, partRows());
    }

    /// Instances that [#predict(FeatureRows)] has in the engine at a time.
    public int partRows() {
        return Math.max(LEAST_PART_ROWS, PART_BYTES / (shape.dimension() * Float.BYTES));
    }

    /// The same with parts of a stated size; with that of the bag, the whole bag at once.
    ///
    /// @param partRows at least 1
    public BagPrediction predict(FeatureRows bag, int partRows) {
        if (bag.size() < 1 || bag.dimension() != shape.dimension()) {
            throw new IllegalArgumentException("A bag of " + bag.size() + " instances of dimension " + bag.dimension()
                    + " does not fit this head, which reads at least one of dimension " + shape.dimension());
        }
        try (NDManager scope = manager.newSubManager()) {
            return network.infer(store, new BagParts(scope, bag, partRows)).prediction(shape);
        }
    }

    /// How the evidence for cancer, [org.acinus.mil.HeadOutput#towardsCancer], changes with each feature of single
    /// instances.
    ///
    /// The whole bag is in the engine at once, several times over: gradients need every layer's values.
    ///
    /// @param instances rows of the bag
    /// @return one row for each of `instances`: the evidence's gradient with respect to it
    public FeatureMatrix evidenceGradients(FeatureRows bag, List<Integer> instances) {
        int dimension = bag.dimension();
        float[] rows = new float[instances.size() * dimension];
        try (Arena arena = Arena.ofConfined();
                NDManager scope = manager.newSubManager()) {
            NDArray features = PyTorch.matrix(scope, arena, bag);
            features.setRequiresGradient(true);
            try (GradientCollector tape = PyTorch.engine().newGradientCollector()) {
                tape.backward(evidence(scope, network.train(store, features, 0).logits()));
            }
            for (int i = 0; i < instances.size(); i++) {
                float[] row = features.getGradient().get(instances.get(i)).toFloatArray();
                System.arraycopy(row, 0, rows, i * dimension, dimension);
            }
        }
        return new FeatureMatrix(rows, instances.size(), dimension);
    }

    /// Evidence is linear in the last layer's numbers: what it says of single ones are its coefficients.
    private NDArray evidence(NDManager scope, List<NDArray> streams) {
        int outputs = shape.outputs();
        float[] coefficients = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            float[] one = new float[outputs];
            one[i] = 1;
            coefficients[i] = (float) shape.output().towardsCancer(one, 0, outputs);
        }
        NDArray weights = scope.create(coefficients, new Shape(1, outputs));
        NDArray sum = streams.getFirst();
        for (NDArray stream : streams.subList(1, streams.size())) {
            sum = sum.add(stream);
        }
        return sum.div(PyTorch.number(sum, streams.size())).mul(weights).sum();
    }

    /// Frees the native memory.
    @Override
    public void close() {
        manager.close();
    }
}
