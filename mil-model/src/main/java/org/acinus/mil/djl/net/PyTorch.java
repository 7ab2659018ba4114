package org.acinus.mil.djl.net;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.acinus.mil.FeatureRows;

/// The PyTorch engine, by name: the ONNX Runtime engine is on the class path too.
public final class PyTorch {
    private static final String THREADS = "ai.djl.pytorch.num_threads";
    private static final int VECTOR_ALIGNMENT = 64;

    private PyTorch() {}

    /// The engine; the first call in a JVM starts it.
    ///
    /// Unless told otherwise it gets one thread: results are then the same bit for bit, and more threads on a
    /// busy machine made training ten times slower in measurements.
    public static Engine engine() {
        if (System.getProperty(THREADS) == null) {
            System.setProperty(THREADS, "1");
        }
        return Engine.getEngine("PyTorch");
    }

    /// Lets the engine's random numbers begin anew. For measurements.
    public static void seed(int seed) {
        engine().setRandomSeed(seed);
    }

    /// Gives the engine another number of threads, from its next operation on. For measurements: with more than one,
    /// results are no longer the same bit for bit.
    ///
    /// @param count at least 1
    public static void useThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("The engine needs at least one thread, not " + count);
        }
        engine();
        JniUtils.setNumThreads(count);
    }

    /// A number as an array that lives as long as its neighbour's manager, for whatever a gradient is taken of.
    ///
    /// DJL's own operations with a number, such as `NDArray.mul(Number)`, put it into a buffer that a garbage
    /// collection may free at once, while the engine still reads it on the way back: gradients are then wrong,
    /// or not a number.
    public static NDArray number(NDArray near, double value) {
        return near.getManager().create((float) value);
    }

    /// Makes rows of a bag an array of shape (count, dimension).
    ///
    /// On the CPU the array is a view of memory of the arena, so the manager has to be closed before the arena.
    /// `NDManager.create(float[])` would use a direct buffer, which nobody frees before a garbage collection: 2
    /// MB a bag in measurements.
    ///
    /// @param from the first row
    public static NDArray matrix(NDManager manager, Arena arena, FeatureRows bag, int from, int count) {
        long bytes = (long) count * bag.dimension() * Float.BYTES;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A bag of " + count + " x " + bag.dimension()
                    + " features is over 2 GiB; tile the slide at a coarser spacing");
        }
        MemorySegment direct = arena.allocate(bytes, VECTOR_ALIGNMENT);
        bag.copy(from, count, direct);
        ByteBuffer view = direct.asByteBuffer().order(ByteOrder.nativeOrder());
        return manager.create(view, new Shape(count, bag.dimension()), DataType.FLOAT32);
    }

    /// Makes a whole bag an array of shape (size, dimension), as [#matrix] does rows.
    public static NDArray matrix(NDManager manager, Arena arena, FeatureRows bag) {
        return matrix(manager, arena, bag, 0, bag.size());
    }
}
