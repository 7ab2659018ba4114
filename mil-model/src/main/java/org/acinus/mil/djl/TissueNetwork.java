package org.acinus.mil.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.TissueSpec;

/// Runs a tissue pack on ONNX Runtime, always on the processor: it is asked once a slide. One thread at a time;
/// whoever opened it closes it.
public final class TissueNetwork implements AutoCloseable {
    private final ModelPack pack;
    private final TissueSpec spec;
    private final OnnxSession session;

    private TissueNetwork(ModelPack pack, OnnxSession session) {
        this.pack = pack;
        this.spec = pack.tissue();
        this.session = session;
    }

    /// Loads a tissue pack and has it answer its golden inputs, which takes a second; [GoldenCheck#openTissue]
    /// remembers that it did.
    ///
    /// @throws org.acinus.mil.pack.PackMismatchException where it is no tissue pack
    /// @throws InvalidPackException where it does not answer as its maker saw
    public static TissueNetwork open(ModelPack pack) {
        TissueNetwork network = unproven(pack);
        try {
            network.prove();
            return network;
        } catch (RuntimeException refused) {
            network.close();
            throw refused;
        }
    }

    /// Loads a tissue pack that has no golden answers yet.
    static TissueNetwork unproven(ModelPack pack) {
        return new TissueNetwork(pack, OnnxSession.load(pack, pack.tissue().onnx(), InferenceDevice.cpu(), 1));
    }

    /// Name and version of the engine.
    String engine() {
        return OnnxRuntime.version();
    }

    /// Runs all golden cases.
    ///
    /// @return the greatest difference of a value from the expected one
    /// @throws InvalidPackException where it is above the pack's tolerance
    double prove() {
        double greatest = 0;
        for (GoldenCase wanted : pack.manifest().golden().cases()) {
            greatest = Math.max(greatest, prove(wanted));
        }
        return greatest;
    }

    private double prove(GoldenCase wanted) {
        float[] answer = answer(wanted.input());
        double greatest = 0;
        for (int i = 0; i < wanted.indices().size(); i++) {
            int index = wanted.indices().get(i);
            double value = wanted.values().get(i);
            double difference = index < answer.length ? Math.abs(answer[index] - value) : Double.NaN;
            // Not a comparison with >, which a NaN would pass.
            if (!(difference <= pack.manifest().golden().toleranceAbsolute())) {
                throw new InvalidPackException("Pack " + pack + " does not compute what its maker saw: input "
                        + wanted.input() + ", pixel " + index + " is not " + value + "; do not use it on this machine");
            }
            greatest = Math.max(greatest, difference);
        }
        return greatest;
    }

    /// What it answers to an input drawn by formula, at places all over the thumbnail.
    GoldenCase golden(GoldenInput input) {
        float[] answer = answer(input);
        List<Integer> indices = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        int step = answer.length / 32 + 7;
        for (int index = 0; index < answer.length; index += step) {
            indices.add(index);
            values.add(Math.rint(answer[index] * 1e5) / 1e5);
        }
        return new GoldenCase(input, indices, values);
    }

    private float[] answer(GoldenInput input) {
        int bytes = 3 * spec.inputPixels() * spec.inputPixels();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment thumbnail = arena.allocate(bytes);
            for (int i = 0; i < bytes; i++) {
                thumbnail.set(ValueLayout.JAVA_BYTE, i, (byte) input.byteAt(i));
            }
            return probabilities(thumbnail);
        } catch (EngineException | IllegalArgumentException refused) {
            throw EngineWords.refusal(pack, refused);
        }
    }

    /// The probability of tissue of each pixel, row by row.
    ///
    /// @param thumbnail RGB, as wide and high as the pack says, in native memory
    public float[] probabilities(MemorySegment thumbnail) {
        int side = spec.inputPixels();
        try (NDManager scope = session.scope()) {
            NDArray output =
                    session.run(scope, spec.inputName(), side, thumbnail, 1).get(spec.outputName());
            Shape wanted = new Shape(1, side, side, 1);
            if (output == null || !output.getShape().equals(wanted)) {
                throw new InvalidPackException("Pack " + pack + ": output " + spec.outputName() + " is "
                        + (output == null ? "missing" : output.getShape()) + ", not " + wanted);
            }
            return new OutputRows(pack, InferenceDevice.cpu()).finite(output);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
