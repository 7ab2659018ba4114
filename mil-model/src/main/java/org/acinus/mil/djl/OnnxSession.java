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
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.onnx.ExternalWeights;

/// One graph loaded on a device, fed with tiles as they lie in native memory. Thread-safe but for closing.
final class OnnxSession implements AutoCloseable {
    private static final int CHANNELS = 3;

    private final ModelPack pack;
    private final Model model;
    private final ParameterStore parameters;

    private OnnxSession(ModelPack pack, Model model) {
        this.pack = pack;
        this.model = model;
        parameters = new ParameterStore(model.getNDManager(), false);
    }

    /// Loads one of a pack's graphs, which the engine reads by itself, with the weights that lie beside it.
    ///
    /// @param graph file of the pack
    /// @throws DeviceUnavailableException where the device refuses to take it, or the engine's telemetry is
    ///     on
    /// @throws InvalidPackException where the engine cannot load it
    static OnnxSession load(ModelPack pack, String graph, InferenceDevice device, int threads) {
        Path file = ExternalWeights.checked(pack, graph);
        return load(
                pack, device, threads, (model, options) -> model.load(file, null, Map.of("sessionOptions", options)));
    }

    /// Loads a graph that was made of one of the pack's; weights that lay beside that one are this one's too.
    ///
    /// @param changed the graph
    /// @param graph file of the pack that it was made of
    static OnnxSession load(ModelPack pack, byte[] changed, String graph, InferenceDevice device, int threads) {
        Path folder = ExternalWeights.checked(pack, graph).resolveSibling(".");
        return load(pack, device, threads, (model, options) -> {
            options.addConfigEntry("session.model_external_initializers_file_folder_path", folder.toString());
            model.load(new ByteArrayInputStream(changed), Map.of("sessionOptions", options));
        });
    }

    private interface Loading {
        void into(Model model, SessionOptions options) throws OrtException, MalformedModelException, IOException;
    }

    private static OnnxSession load(ModelPack pack, InferenceDevice device, int threads, Loading loading) {
        Model model = OnnxRuntime.newModel(pack.manifest().name());
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            // It warns of constants that nothing uses, such as a classifier's where only the map is asked for.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            // A spinning thread takes a core from the threads that decode the next batch.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OnnxRuntime.use(device, options);
            loading.into(model, options);
            return new OnnxSession(pack, model);
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

    /// A scope for what one batch needs.
    NDManager scope() {
        return model.getNDManager().newSubManager();
    }

    /// Owns what lives as long as the session, and nothing of a batch once that is done.
    NDManager manager() {
        return model.getNDManager();
    }

    /// Runs the graph on tiles that lie one after the other.
    ///
    /// @param scope that owns the outputs
    NDList run(NDManager scope, MemorySegment pixels, int tiles) {
        EncoderSpec encoder = pack.encoder();
        return run(scope, encoder.inputName(), encoder.inputPixels(), pixels, tiles);
    }

    /// Runs the graph on square pictures that lie one after the other.
    ///
    /// @param inputName name of the graph's input
    /// @param side width and height of a picture
    NDList run(NDManager scope, String inputName, int side, MemorySegment pixels, int tiles) {
        Shape shape = new Shape(tiles, side, side, CHANNELS);
        NDArray input = scope.create(pixels.asSlice(0, shape.size()).asByteBuffer(), shape, DataType.UINT8);
        input.setName(inputName);
        return model.getBlock().forward(parameters, new NDList(input), false);
    }

    @Override
    public void close() {
        model.close();
    }
}
