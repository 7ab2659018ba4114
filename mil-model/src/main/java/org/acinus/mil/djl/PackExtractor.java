package org.acinus.mil.djl;

import java.util.List;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.PackId;
import org.acinus.mil.pack.ClassSpec;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.stream.BatchMemory;
import org.acinus.stream.TileBatch;

/// What every extractor can say that runs one pack on one device, whatever engine does it.
abstract class PackExtractor implements FeatureExtractor {
    private final ModelPack pack;
    private final EncoderSpec encoder;
    private final InferenceDevice device;
    private final int lanes;

    /// @param pack an encoder
    /// @param lanes threads that may embed at a time
    PackExtractor(ModelPack pack, InferenceDevice device, int lanes) {
        this.pack = pack;
        this.encoder = pack.encoder();
        this.device = device;
        this.lanes = lanes;
    }

    /// The pack itself.
    ModelPack modelPack() {
        return pack;
    }

    /// How tiles go in and what comes out.
    EncoderSpec encoder() {
        return encoder;
    }

    /// The device itself.
    InferenceDevice inferenceDevice() {
        return device;
    }

    @Override
    public PackId pack() {
        return pack.id();
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public List<String> classes() {
        return encoder.classes().map(ClassSpec::names).orElse(List.of());
    }

    @Override
    public String device() {
        return device.name();
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public BatchMemory batchMemory() {
        return device.batchMemory();
    }

    /// @throws IllegalArgumentException where the batch's tiles have another size than the encoder takes
    void requireSize(TileBatch batch) {
        if (batch.tilePixels() != encoder.inputPixels()) {
            throw new IllegalArgumentException("Encoder " + pack.manifest().name() + " takes tiles of "
                    + encoder.inputPixels() + " px, not of " + batch.tilePixels() + " px");
        }
    }
}
