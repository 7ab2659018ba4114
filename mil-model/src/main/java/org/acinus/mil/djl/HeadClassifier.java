package org.acinus.mil.djl;

import java.util.Map;
import org.acinus.mil.BagClassifier;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadShape;
import org.acinus.mil.PackId;
import org.acinus.mil.djl.net.HeadNetwork;
import org.acinus.mil.djl.net.MilArchitectures;
import org.acinus.mil.pack.HeadGolden;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.Safetensors;
import org.acinus.mil.pack.Tensor;

/// Runs a head pack with DJL's PyTorch engine.
///
/// Always on the processor, whatever the encoder runs on: a bag of a thousand tiles takes a few milliseconds,
/// and a slide's grade then does not depend on the device. One thread at a time. Whoever opened it closes it.
public final class HeadClassifier implements BagClassifier {
    private static final String FIRST_LAYER = "embed.weight";

    private final PackId pack;
    private final HeadNetwork network;

    private HeadClassifier(PackId pack, HeadNetwork network) {
        this.pack = pack;
        this.network = network;
    }

    /// Loads a head and has it prove itself on the pack's golden bags, which takes milliseconds.
    ///
    /// @param pack a head
    /// @throws org.acinus.mil.pack.PackMismatchException where it is no head
    /// @throws InvalidPackException where its weights do not fit its description, its architecture is unknown
    ///     or its answer is not the expected one
    public static HeadClassifier open(ModelPack pack) {
        HeadSpec spec = pack.head();
        if (!MilArchitectures.names().contains(spec.architecture())) {
            throw new InvalidPackException("Pack " + pack + " has the architecture '" + spec.architecture()
                    + "', but this version knows " + String.join(", ", MilArchitectures.names()));
        }
        Map<String, Tensor> weights = Safetensors.read(pack.read(spec.weights()), pack + ", " + spec.weights());
        int dimension = dimension(pack, weights);
        HeadShape shape = new HeadShape(dimension, spec.task().classes(), spec.hidden(), spec.attention());
        HeadNetwork network = HeadNetwork.frozen(spec.architecture(), shape, weights);
        try {
            HeadGolden.verify(pack, network::predict, dimension);
            return new HeadClassifier(pack.id(), network);
        } catch (RuntimeException refused) {
            network.close();
            throw refused;
        }
    }

    private static int dimension(ModelPack pack, Map<String, Tensor> weights) {
        Tensor embed = weights.get(FIRST_LAYER);
        if (embed == null || embed.shape().size() != 2) {
            throw new InvalidPackException("Pack " + pack + ": the weights lack the matrix " + FIRST_LAYER);
        }
        return embed.shape().getLast();
    }

    @Override
    public PackId pack() {
        return pack;
    }

    @Override
    public BagPrediction classify(FeatureMatrix bag) {
        return network.predict(bag);
    }

    @Override
    public void close() {
        network.close();
    }
}
