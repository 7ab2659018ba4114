package org.acinus.mil.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acinus.mil.BagClassifier;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.FeatureRows;
import org.acinus.mil.PackId;
import org.acinus.mil.djl.net.HeadNetwork;
import org.acinus.mil.djl.net.MilArchitectures;
import org.acinus.mil.pack.HeadGolden;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.HeadWeights;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.Tensor;

/// Runs a head pack, of one head or an ensemble, with DJL's PyTorch engine.
///
/// Always on the processor, whatever the encoder runs on: a bag of a thousand tiles takes a few milliseconds,
/// and a slide's grade then does not depend on the device. One thread at a time. Whoever opened it closes it.
public final class HeadClassifier implements BagClassifier {
    private final PackId pack;
    private final List<HeadNetwork> members;

    private HeadClassifier(PackId pack, List<HeadNetwork> members) {
        this.pack = pack;
        this.members = members;
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
        List<Map<String, Tensor>> weights = HeadWeights.read(pack);
        int dimension = HeadWeights.dimension(pack, weights.getFirst());
        HeadClassifier classifier = new HeadClassifier(pack.id(), new ArrayList<>());
        try {
            for (Map<String, Tensor> member : weights) {
                classifier.members.add(HeadNetwork.frozen(spec.architecture(), spec.shape(dimension), member));
            }
            HeadGolden.verify(pack, classifier::classify, dimension);
            return classifier;
        } catch (RuntimeException refused) {
            classifier.close();
            throw refused;
        }
    }

    @Override
    public PackId pack() {
        return pack;
    }

    @Override
    public BagPrediction classify(FeatureRows bag) {
        return BagPrediction.mean(
                members.stream().map(member -> member.predict(bag)).toList());
    }

    @Override
    public FeatureMatrix evidenceGradients(FeatureRows bag, List<Integer> rows) {
        float[] mean = new float[Math.multiplyExact(rows.size(), bag.dimension())];
        for (HeadNetwork member : members) {
            FeatureMatrix gradients = member.evidenceGradients(bag, rows);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += gradients.at(i / bag.dimension(), i % bag.dimension()) / members.size();
            }
        }
        return new FeatureMatrix(mean, rows.size(), bag.dimension());
    }

    @Override
    public void close() {
        members.forEach(HeadNetwork::close);
    }
}
