package org.acinus.mil.pack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.calibrate.novelty.NormSpec;
import org.acinus.mil.calibrate.novelty.TrainingNorm;

/// Keeps what a classifier's features were like in training as a safetensors file: `mean` and `deviation`.
public final class TrainingNormFile {
    /// The file's name in packs that Acinus writes.
    public static final String NAME = "norm.safetensors";

    private static final String MEAN = "mean";
    private static final String DEVIATION = "deviation";

    private TrainingNormFile() {}

    /// The file's bytes. Numbers are kept as floats.
    public static byte[] write(TrainingNorm norm) {
        return Safetensors.write(Map.of(MEAN, tensor(norm.mean()), DEVIATION, tensor(norm.deviation())));
    }

    private static Tensor tensor(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Tensor(List.of(floats.length), floats);
    }

    /// Reads the file of a tile classifier.
    ///
    /// @return nothing where the classifier cannot tell unlike slides
    /// @throws InvalidPackException where the file is not what it should be
    public static Optional<TrainingNorm> read(ModelPack pack) {
        return spec(pack).map(spec -> {
            String source = pack + ", " + spec.file();
            Map<String, Tensor> tensors = Safetensors.read(pack.read(spec.file()), source);
            try {
                TrainingNorm norm = new TrainingNorm(values(tensors, MEAN), values(tensors, DEVIATION));
                if (norm.mean().length != pack.encoder().dimension()) {
                    throw new IllegalArgumentException("it is of " + norm.mean().length + " features, not of "
                            + pack.encoder().dimension());
                }
                return norm;
            } catch (IllegalArgumentException broken) {
                throw new InvalidPackException("Pack " + source + ": " + broken.getMessage(), broken);
            }
        });
    }

    /// Where the file is and how unlike is too unlike.
    public static Optional<NormSpec> spec(ModelPack pack) {
        return pack.manifest().encoder().flatMap(EncoderSpec::classes).flatMap(ClassSpec::norm);
    }

    private static double[] values(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("it lacks " + name);
        }
        double[] values = new double[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.at(i);
        }
        return values;
    }
}
