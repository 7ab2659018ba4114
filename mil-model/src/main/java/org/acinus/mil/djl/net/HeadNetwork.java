package org.acinus.mil.djl.net;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.Tensor;

/// A MIL network with values, on the processor. One thread at a time; whoever made it closes it, which frees
/// its memory.
public final class HeadNetwork implements AutoCloseable {
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

    /// A network with stored weights, for inference alone.
    ///
    /// @throws InvalidPackException where a tensor is missing, unknown or of another shape
    public static HeadNetwork frozen(String architecture, HeadShape shape, Map<String, Tensor> weights) {
        MilNetwork network = MilArchitectures.named(architecture).create(shape, 0);
        for (String name : network.named().keySet()) {
            if (!weights.containsKey(name)) {
                throw new InvalidPackException("The weights lack the tensor " + name);
            }
        }
        network.freezeParameters(true);
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
            network.initialize(manager, DataType.FLOAT32, new Shape(1, shape.dimension()));
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

    /// The logits of a bag while training, (1, classes), with dropout and gradients.
    public NDArray trainingLogits(NDArray bag) {
        return network.forward(store, new NDList(bag), true).singletonOrThrow();
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
        network.named().forEach((name, parameter) -> {
            NDArray array = parameter.getArray();
            List<Integer> lengths = Arrays.stream(array.getShape().getShape())
                    .mapToObj(Math::toIntExact)
                    .toList();
            weights.put(name, new Tensor(lengths, array.toFloatArray()));
        });
        return weights;
    }

    /// Runs one bag without dropout.
    ///
    /// @throws IllegalArgumentException where the bag is empty or of another dimension
    public BagPrediction predict(FeatureMatrix bag) {
        if (bag.size() < 1 || bag.dimension() != shape.dimension()) {
            throw new IllegalArgumentException("A bag of " + bag.size() + " instances of dimension " + bag.dimension()
                    + " does not fit this head, which reads at least one of dimension " + shape.dimension());
        }
        try (Arena arena = Arena.ofConfined();
                NDManager scope = manager.newSubManager()) {
            NDList output = network.forward(store, new NDList(PyTorch.matrix(scope, arena, bag)), false);
            return new BagPrediction(
                    softmax(output.get(0).toFloatArray()),
                    boxed(output.get(1).toFloatArray()),
                    towardsCancer(output.get(2).toFloatArray()));
        }
    }

    private static List<Double> softmax(float[] logits) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            greatest = Math.max(greatest, logit);
        }
        double[] powers = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            powers[i] = Math.exp(logits[i] - greatest);
            sum += powers[i];
        }
        double total = sum;
        return Arrays.stream(powers).mapToObj(power -> power / total).toList();
    }

    /// From (N, classes) to one number an instance: mean of the classes after the first, less the first.
    private List<Float> towardsCancer(float[] contributions) {
        int classes = shape.classes();
        List<Float> result = new ArrayList<>(contributions.length / classes);
        for (int row = 0; row < contributions.length; row += classes) {
            double others = 0;
            for (int c = 1; c < classes; c++) {
                others += contributions[row + c];
            }
            result.add((float) (others / (classes - 1) - contributions[row]));
        }
        return result;
    }

    private static List<Float> boxed(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    /// Frees the native memory.
    @Override
    public void close() {
        manager.close();
    }
}
