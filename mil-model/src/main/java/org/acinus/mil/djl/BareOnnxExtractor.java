package org.acinus.mil.djl;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.acinus.mil.FeatureMaps;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.TileOutput;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackMismatchException;
import org.acinus.mil.pack.onnx.ExternalWeights;
import org.acinus.stream.TileBatch;

/// ONNX Runtime by its own Java interface, without DJL and without checks: what `bench extract` compares
/// with.
///
/// Embeddings only. As many threads at a time as it has lanes; whoever opened it closes it.
public final class BareOnnxExtractor extends PackExtractor {
    private final OrtSession session;
    private final int batchTiles;

    private BareOnnxExtractor(
            ModelPack pack, InferenceDevice device, ProcessorShare share, OrtSession session, int batchTiles) {
        super(pack, device, share.lanes());
        this.session = session;
        this.batchTiles = batchTiles;
    }

    /// Opens a pack's graph on one device.
    ///
    /// @throws PackMismatchException where it has none
    public static BareOnnxExtractor open(ModelPack pack, InferenceDevice device, int threads, int batchTiles) {
        OnnxRuntime.version();
        String file = pack.encoder()
                .onnx()
                .orElseThrow(() -> new PackMismatchException("Pack " + pack + " has no ONNX graph"));
        ProcessorShare share = ProcessorShare.of(device, threads);
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(share.threadsPerLane());
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OnnxRuntime.use(device, options);
            OrtSession session = OrtEnvironment.getEnvironment()
                    .createSession(ExternalWeights.checked(pack, file).toString(), options);
            return new BareOnnxExtractor(pack, device, share, session, batchTiles);
        } catch (OrtException refused) {
            throw new InvalidPackException("Pack " + pack + " cannot be loaded: " + refused.getMessage(), refused);
        }
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public String engine() {
        return OnnxRuntime.version();
    }

    @Override
    public int batchTiles() {
        return batchTiles;
    }

    @Override
    public TileOutput extract(TileBatch batch) {
        EncoderSpec encoder = encoder();
        int tiles = batch.tiles().size();
        long[] shape = {tiles, encoder.inputPixels(), encoder.inputPixels(), 3};
        try (OnnxTensor input = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(),
                        batch.pixels().asSlice(0, tiles * encoder.tileBytes()).asByteBuffer(),
                        shape,
                        OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of(encoder.inputName(), input))) {
            OnnxTensor output = (OnnxTensor) result.get(encoder.outputName()).orElseThrow();
            FloatBuffer buffer = output.getFloatBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return new TileOutput(new FeatureMatrix(values, tiles, dimension()));
        } catch (OrtException refused) {
            throw new InvalidPackException("Pack " + modelPack() + " does not run: " + refused.getMessage(), refused);
        }
    }

    @Override
    public FeatureMaps maps(TileBatch batch) {
        throw new PackMismatchException("Feature maps are not measured");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException impossible) {
            throw new IllegalStateException("ONNX Runtime cannot close a session", impossible);
        }
    }
}
