package org.acinus.mil.pack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.calibrate.Calibration;
import org.acinus.mil.calibrate.novelty.Novelty;

/// Keeps what training slides look like as a safetensors file of a head pack: `mean`, and `factor`, the rows of the
/// lower triangle of Cholesky's factor one after another. Means over many slides; nothing of a single one.
public final class NoveltyFile {
    /// The file's name in packs that Acinus writes.
    public static final String NAME = "novelty.safetensors";

    private static final String MEAN = "mean";
    private static final String FACTOR = "factor";

    private NoveltyFile() {}

    /// The file's bytes. Numbers are kept as floats.
    public static byte[] write(Novelty novelty) {
        return Safetensors.write(Map.of(MEAN, tensor(novelty.mean()), FACTOR, tensor(novelty.factor())));
    }

    private static Tensor tensor(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Tensor(List.of(floats.length), floats);
    }

    /// Reads the file of a head.
    ///
    /// @return nothing where the head cannot tell unlike slides
    /// @throws InvalidPackException where the file is not what it should be
    public static Optional<Novelty> read(ModelPack pack) {
        return pack.head().calibration().flatMap(Calibration::novelty).map(spec -> {
            String source = pack + ", " + spec.file();
            Map<String, Tensor> tensors = Safetensors.read(pack.read(spec.file()), source);
            try {
                return Novelty.of(values(tensors, MEAN), values(tensors, FACTOR));
            } catch (IllegalArgumentException broken) {
                throw new InvalidPackException("Pack " + source + ": " + broken.getMessage(), broken);
            }
        });
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
