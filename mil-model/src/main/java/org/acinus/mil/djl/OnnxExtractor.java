package org.acinus.mil.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.stream.TileBatch;

/// Runs an encoder pack's graph on DJL's ONNX Runtime engine.
///
/// The batch's native memory is the engine's input as it lies there: no pixel is copied or converted in Java. One
/// thread at a time; whoever opened it closes it.
public final class OnnxExtractor implements FeatureExtractor {
    private static final int CHANNELS = 3;

    private final PackId pack;
    private final EncoderSpec encoder;
    private final InferenceDevice device;
    private final Model model;
    private final ParameterStore parameters;

    private OnnxExtractor(ModelPack pack, InferenceDevice device, Model model) {
        this.pack = pack.id();
        this.encoder = pack.encoder();
        this.device = device;
        this.model = model;
        parameters = new ParameterStore(model.getNDManager(), false);
    }

    /// Opens an encoder whose files have been checked; whether it also answers right is [GoldenCheck]'s to say.
    ///
    /// @param pack an encoder
    /// @param device to run on
    /// @param threads that compute, at least 1; they sleep between batches
    /// @throws DeviceUnavailableException where the device refuses to take the model, or the engine's telemetry
    ///     is on
    /// @throws InvalidPackException where the engine cannot load the graph
    public static OnnxExtractor open(ModelPack pack, InferenceDevice device, int threads) {
        byte[] graph = pack.read(pack.encoder().onnx());
        Model model = OnnxRuntime.newModel(pack.manifest().name(), device);
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            // A spinning thread takes a core from the threads that decode the next batch.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            model.load(new ByteArrayInputStream(graph), Map.of("sessionOptions", options));
            return new OnnxExtractor(pack, device, model);
        } catch (OrtException | MalformedModelException | IOException refused) {
            model.close();
            String reason = refused.getCause() == null
                    ? refused.getMessage()
                    : refused.getCause().getMessage();
            if (device.isCuda()) {
                throw new DeviceUnavailableException(
                        "Pack " + pack + " cannot be run on " + device + ": " + reason, refused);
            }
            throw new InvalidPackException("Pack " + pack + " cannot be loaded: " + reason, refused);
        }
    }

    /// Name and version of the engine, for example `OnnxRuntime 1.29.0`.
    public static String engine() {
        return OnnxRuntime.version();
    }

    @Override
    public PackId pack() {
        return pack;
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public String device() {
        return device.name();
    }

    @Override
    public FeatureMatrix extract(TileBatch batch) {
        if (batch.tilePixels() != encoder.inputPixels()) {
            throw new IllegalArgumentException("Encoder " + pack.name() + " takes tiles of " + encoder.inputPixels()
                    + " px, not of " + batch.tilePixels() + " px");
        }
        return extract(batch.pixels(), batch.tiles().size());
    }

    /// Embeds tiles that lie one after the other, as in a batch.
    ///
    /// @throws InvalidPackException where a value is no number
    FeatureMatrix extract(MemorySegment pixels, int tiles) {
        if (tiles == 0) {
            return new FeatureMatrix(new float[0], 0, dimension());
        }
        int side = encoder.inputPixels();
        Shape shape = new Shape(tiles, side, side, CHANNELS);
        try (NDManager scope = model.getNDManager().newSubManager()) {
            NDArray input = scope.create(pixels.asSlice(0, shape.size()).asByteBuffer(), shape, DataType.UINT8);
            input.setName(encoder.inputName());
            NDList outputs = model.getBlock().forward(parameters, new NDList(input), false);
            float[] values = embedding(outputs, tiles).toFloatArray();
            requireFinite(values);
            return new FeatureMatrix(values, tiles, dimension());
        }
    }

    private void requireFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new InvalidPackException("Pack " + pack.name() + " answered " + value + " on " + device
                        + "; check the pack with `packs verify`, and the device");
            }
        }
    }

    private NDArray embedding(NDList outputs, int tiles) {
        NDArray embedding = outputs.get(encoder.outputName());
        if (embedding == null) {
            throw new InvalidPackException("Pack " + pack.name() + ": the graph has no output " + encoder.outputName());
        }
        if (!embedding.getShape().equals(new Shape(tiles, dimension()))) {
            throw new InvalidPackException("Pack " + pack.name() + ": the graph answers " + embedding.getShape()
                    + " for " + tiles + " tiles, not " + new Shape(tiles, dimension()));
        }
        return embedding;
    }

    @Override
    public void close() {
        model.close();
    }
}
