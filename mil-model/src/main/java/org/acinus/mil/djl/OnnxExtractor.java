package org.acinus.mil.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.mil.FeatureMaps;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.TileOutput;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.MapSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackMismatchException;
import org.acinus.mil.pack.onnx.OnnxFile;
import org.acinus.stream.TileBatch;

/// Runs an encoder pack's graph on DJL's ONNX Runtime engine.
///
/// The batch's native memory is the engine's input as it lies there: no pixel is copied or converted in Java.
/// On the processor several batches are embedded side by side, see [ProcessorShare]. Whoever opened it closes
/// it.
public final class OnnxExtractor extends PackExtractor implements TileEncoder {
    /// Name of the only output of the graph that gives maps.
    private static final String MAP = "acinus.map";

    private final ProcessorShare share;
    private final OnnxSession session;
    private final int batchTiles;
    private final Optional<PaddedBatch> padded;
    private Optional<OnnxSession> mapping = Optional.empty();

    private OnnxExtractor(
            ModelPack pack, InferenceDevice device, ProcessorShare share, OnnxSession session, OptionalInt batchTiles) {
        super(pack, device, share.lanes());
        this.share = share;
        this.session = session;
        this.batchTiles =
                batchTiles.orElseGet(() -> BatchSize.choose(encoder(), device, share.lanes(), this::tryBatch));
        padded = device.isCuda()
                ? Optional.of(new PaddedBatch(encoder().tileBytes(), this.batchTiles, batchMemory()))
                : Optional.empty();
    }

    /// Opens an encoder whose files have been checked; whether it also answers right is [GoldenCheck]'s to
    /// say.
    ///
    /// @param pack an encoder
    /// @param device to run on
    /// @param threads that compute, at least 1; they sleep between batches
    /// @throws DeviceUnavailableException where the device refuses to take the model, or the engine's
    ///     telemetry is on
    /// @throws PackMismatchException where the pack has no ONNX graph
    /// @throws InvalidPackException where the engine cannot load the graph
    public static OnnxExtractor open(ModelPack pack, InferenceDevice device, int threads) {
        return open(pack, device, threads, OptionalInt.empty());
    }

    /// Opens likewise, for batches of a given size; without one it is chosen by the device and its memory.
    public static OnnxExtractor open(ModelPack pack, InferenceDevice device, int threads, OptionalInt batchTiles) {
        ProcessorShare share = ProcessorShare.of(device, threads);
        OnnxSession session = OnnxSession.load(pack, graph(pack), device, share.threadsPerLane());
        try {
            return new OnnxExtractor(pack, device, share, session, batchTiles);
        } catch (RuntimeException refused) {
            session.close();
            throw refused;
        }
    }

    private static String graph(ModelPack pack) {
        return pack.encoder()
                .onnx()
                .orElseThrow(() -> new PackMismatchException(
                        "Pack " + pack + " has no ONNX graph, only TorchScript; ask for another engine"));
    }

    /// Owns what lives as long as this extractor.
    NDManager manager() {
        return session.manager();
    }

    private void tryBatch(int tiles) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pixels = arena.allocate(encoder().tileBytes() * tiles, 64);
            try (NDManager scope = session.scope()) {
                output(session.run(scope, pixels, tiles), tiles, tiles);
            }
        }
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
        requireSize(batch);
        return encode(batch.pixels(), batch.tiles().size());
    }

    @Override
    public TileOutput encode(MemorySegment pixels, int tiles) {
        try (NDManager scope = session.scope()) {
            if (tiles == 0) {
                return output(new NDList(), 0, 0);
            }
            if (padded.isEmpty() || tiles >= batchTiles) {
                return output(session.run(scope, pixels, tiles), tiles, tiles);
            }
            NDList outputs = padded.get()
                    .with(pixels, encoder().tileBytes() * tiles, whole -> session.run(scope, whole, batchTiles));
            return output(outputs, batchTiles, tiles);
        }
    }

    /// The first tiles' rows of what the graph answered to a whole batch.
    private TileOutput output(NDList outputs, int batch, int tiles) {
        FeatureMatrix features = matrix(outputs, encoder().outputName(), batch, tiles, dimension());
        return new TileOutput(
                features,
                encoder()
                        .classes()
                        .map(spec -> matrix(
                                outputs,
                                spec.outputName(),
                                batch,
                                tiles,
                                spec.names().size())));
    }

    @Override
    public FeatureMaps maps(TileBatch batch) {
        requireSize(batch);
        if (mapping.isEmpty()) {
            mapping = Optional.of(openMapping());
        }
        OnnxSession maps = mapping.orElseThrow();
        int tiles = batch.tiles().size();
        if (tiles == 0) {
            return new FeatureMaps(new float[0], 0, 1, 1, 1);
        }
        try (NDManager scope = maps.scope()) {
            NDArray output = maps.run(scope, batch.pixels(), tiles).get(MAP);
            Shape shape = output.getShape();
            if (shape.dimension() != 4 || shape.get(0) != tiles) {
                throw new InvalidPackException("Pack " + modelPack() + ": its feature map has the shape " + shape
                        + " for " + tiles + " tiles, not tiles x rows x columns x channels");
            }
            return new FeatureMaps(
                    new OutputRows(modelPack(), inferenceDevice()).finite(output),
                    tiles,
                    (int) shape.get(1),
                    (int) shape.get(2),
                    (int) shape.get(3));
        }
    }

    private OnnxSession openMapping() {
        ModelPack pack = modelPack();
        OnnxFile graph = OnnxFile.parse(pack.read(graph(pack)), pack.toString());
        MapSpec map = encoder()
                .map()
                .or(() -> graph.averagedInto(encoder().outputName()))
                .orElseThrow(() -> new PackMismatchException(
                        "Pack " + pack + " does not say where its last feature map is, so it cannot be explained"));
        return OnnxSession.load(pack, graph.withOutput(map, MAP), graph(pack), inferenceDevice(), share.threads());
    }

    private FeatureMatrix matrix(NDList outputs, String name, int batch, int tiles, int columns) {
        if (tiles == 0) {
            return new FeatureMatrix(new float[0], 0, columns);
        }
        NDArray output = outputs.get(name);
        if (output == null) {
            throw new InvalidPackException("Pack " + modelPack() + ": the graph has no output " + name);
        }
        float[] rows = new OutputRows(modelPack(), inferenceDevice()).of(output, "output " + name, batch, columns);
        return new FeatureMatrix(batch == tiles ? rows : Arrays.copyOf(rows, tiles * columns), tiles, columns);
    }

    @Override
    public void close() {
        mapping.ifPresent(OnnxSession::close);
        session.close();
        padded.ifPresent(PaddedBatch::close);
    }
}
