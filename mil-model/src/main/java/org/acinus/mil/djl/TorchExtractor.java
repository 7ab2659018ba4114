package org.acinus.mil.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.mil.FeatureMaps;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.TileOutput;
import org.acinus.mil.djl.net.PyTorch;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackMismatchException;
import org.acinus.stream.TileBatch;

/// Runs an encoder pack's TorchScript on DJL's PyTorch engine.
///
/// For packs without a graph and for GPUs that PyTorch alone can use; on a processor ONNX Runtime is faster.
/// Each lane computes on one thread: the engine's own threads wait for each other. Whoever opened it closes
/// it.
public final class TorchExtractor extends PackExtractor implements TileEncoder {
    private static final int CHANNELS = 3;
    private static final int MOST_LANES = 8;

    private final Model model;
    private final ParameterStore parameters;
    private final int batchTiles;

    private TorchExtractor(ModelPack pack, InferenceDevice device, int lanes, Model model, OptionalInt batchTiles) {
        super(pack, device, lanes);
        this.model = model;
        parameters = new ParameterStore(model.getNDManager(), false);
        this.batchTiles = batchTiles.orElseGet(() -> BatchSize.choose(encoder(), device, lanes, this::tryBatch));
    }

    /// Opens an encoder whose files have been checked; whether it also answers right is [GoldenCheck]'s to
    /// say.
    ///
    /// @throws DeviceUnavailableException where the device refuses to take the model
    /// @throws InvalidPackException where the engine cannot load the file
    static TorchExtractor open(ModelPack pack, InferenceDevice device, int threads, OptionalInt batchTiles) {
        Path script = pack.file(pack.encoder().torchscript().orElseThrow());
        PyTorch.engine();
        Model model = Model.newInstance(pack.manifest().name(), device.toDjl(), "PyTorch");
        try {
            model.load(script, null, Map.of("mapLocation", "true"));
            int lanes = device.isCuda() ? 1 : Math.min(threads, MOST_LANES);
            return new TorchExtractor(pack, device, lanes, model, batchTiles);
        } catch (MalformedModelException | IOException | EngineException refused) {
            model.close();
            String reason =
                    String.valueOf(refused.getMessage()).lines().findFirst().orElse("no reason given");
            if (device.isCuda()) {
                throw new DeviceUnavailableException(
                        "Pack " + pack + " cannot be run on " + device + ": " + reason, refused);
            }
            throw new InvalidPackException("Pack " + pack + " cannot be loaded: " + reason, refused);
        } catch (RuntimeException refused) {
            model.close();
            throw refused;
        }
    }

    /// Whether the engine was built for GPUs and finds one.
    static boolean hasCuda() {
        return PyTorch.engine().hasCapability(StandardCapabilities.CUDA)
                && PyTorch.engine().getGpuCount() > 0;
    }

    /// Owns what lives as long as this extractor.
    NDManager manager() {
        return model.getNDManager();
    }

    private void tryBatch(int tiles) {
        try (Arena arena = Arena.ofConfined()) {
            encode(arena.allocate(encoder().tileBytes() * tiles, 64), tiles);
        }
    }

    @Override
    public String engine() {
        Engine engine = PyTorch.engine();
        return engine.getEngineName() + " " + engine.getVersion();
    }

    @Override
    public int batchTiles() {
        return batchTiles;
    }

    @Override
    public TileOutput extract(TileBatch batch) {
        requireSize(batch);
        return encode(batch.pixels(), batch.tiles().size());
    }

    @Override
    public TileOutput encode(MemorySegment pixels, int tiles) {
        Optional<Integer> names = encoder().classes().map(spec -> spec.names().size());
        if (tiles == 0) {
            return new TileOutput(none(dimension()), names.map(TorchExtractor::none));
        }
        try (NDManager scope = model.getNDManager().newSubManager()) {
            Shape shape = new Shape(tiles, encoder().inputPixels(), encoder().inputPixels(), CHANNELS);
            NDArray input = scope.create(pixels.asSlice(0, shape.size()).asByteBuffer(), shape, DataType.UINT8);
            NDList outputs = model.getBlock().forward(parameters, new NDList(input), false);
            outputs.attach(scope);
            return new TileOutput(rows(outputs, 0, tiles, dimension()), names.map(n -> rows(outputs, 1, tiles, n)));
        }
    }

    private static FeatureMatrix none(int columns) {
        return new FeatureMatrix(new float[0], 0, columns);
    }

    private FeatureMatrix rows(NDList outputs, int index, int tiles, int columns) {
        if (index >= outputs.size()) {
            throw new InvalidPackException("Pack " + modelPack() + ": its TorchScript gives " + outputs.size()
                    + " outputs, not an embedding and class probabilities");
        }
        float[] values = new OutputRows(modelPack(), inferenceDevice())
                .of(outputs.get(index), "output " + index, tiles, columns);
        return new FeatureMatrix(values, tiles, columns);
    }

    @Override
    public FeatureMaps maps(TileBatch batch) {
        throw new PackMismatchException(
                "Pack " + modelPack() + " is run by PyTorch, which gives no feature maps; use --engine onnx");
    }

    @Override
    public void close() {
        model.close();
    }
}
