package org.acinus.mil.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.acinus.stream.BatchMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// NVIDIA's driver, asked directly for what no engine here offers: how many GPUs there are, and page-locked
/// memory.
///
/// From page-locked memory a GPU takes a batch by itself, at the full speed of its bus; anything else the driver
/// copies first. Names and constants are those of the CUDA driver API (`cuda.h`). Thread-safe; stays loaded.
public final class CudaDriver {
    private static final Logger LOG = LoggerFactory.getLogger(CudaDriver.class);

    private static final String LIBRARY = "libcuda.so.1";

    /// `CUDA_SUCCESS`.
    private static final int SUCCESS = 0;

    /// `CU_MEMHOSTALLOC_PORTABLE`: page-locked for every GPU, whichever asked.
    private static final int PORTABLE = 1;

    private final SymbolLookup library;
    private final int gpus;

    private CudaDriver(SymbolLookup library, int gpus) {
        this.library = library;
        this.gpus = gpus;
    }

    /// The driver of this machine, if it has one and that works.
    public static Optional<CudaDriver> get() {
        return Only.DRIVER;
    }

    /// Loads the driver when it is first asked for.
    private static final class Only {
        static final Optional<CudaDriver> DRIVER = load();
    }

    private static Optional<CudaDriver> load() {
        SymbolLookup library;
        try {
            library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment count = scratch.allocate(ValueLayout.JAVA_INT);
            require(call(library, "cuInit", 0));
            require(call(library, "cuDeviceGetCount", count));
            return Optional.of(new CudaDriver(library, count.get(ValueLayout.JAVA_INT, 0)));
        } catch (DriverException unusable) {
            LOG.warn("The NVIDIA driver of this machine cannot be used: {}", unusable.getMessage());
            return Optional.empty();
        }
    }

    /// How many GPUs the driver has.
    public int gpus() {
        return gpus;
    }

    /// Page-locked memory for one GPU and all others; ordinary memory where the machine has no more of it.
    ///
    /// @param gpu that will take most of the batches, from 0
    public BatchMemory pinned(int gpu) {
        return (bytes, arena) -> {
            try {
                MemorySegment context = context(gpu);
                MemorySegment address = allocate(bytes, context);
                return address.reinterpret(bytes, arena, freed -> free(freed, context));
            } catch (DriverException refused) {
                LOG.warn("No page-locked memory, batches take longer to reach the GPU: {}", refused.getMessage());
                return BatchMemory.ORDINARY.allocate(bytes, arena);
            }
        };
    }

    /// The context that the engines use too. Kept for as long as the process lives, as theirs is.
    private MemorySegment context(int gpu) throws DriverException {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment device = scratch.allocate(ValueLayout.JAVA_INT);
            MemorySegment context = scratch.allocate(ValueLayout.ADDRESS);
            require(call(library, "cuDeviceGet", device, gpu));
            require(call(library, "cuDevicePrimaryCtxRetain", context, device.get(ValueLayout.JAVA_INT, 0)));
            return context.get(ValueLayout.ADDRESS, 0);
        }
    }

    private MemorySegment allocate(long bytes, MemorySegment context) throws DriverException {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment address = scratch.allocate(ValueLayout.ADDRESS);
            callIn(context, "cuMemHostAlloc", address, bytes, PORTABLE);
            return address.get(ValueLayout.ADDRESS, 0);
        }
    }

    private void free(MemorySegment address, MemorySegment context) {
        try {
            callIn(context, "cuMemFreeHost", address);
        } catch (DriverException lost) {
            LOG.warn("Page-locked memory could not be given back: {}", lost.getMessage());
        }
    }

    /// Calls a function within a context, which is the thread's for no longer, whatever comes of it.
    private void callIn(MemorySegment context, String name, Object... arguments) throws DriverException {
        require(call(library, "cuCtxPushCurrent_v2", context));
        try (Arena scratch = Arena.ofConfined()) {
            int status;
            try {
                status = call(library, name, arguments);
            } finally {
                require(call(library, "cuCtxPopCurrent_v2", scratch.allocate(ValueLayout.ADDRESS)));
            }
            require(status);
        }
    }

    private static void require(int status) throws DriverException {
        if (status != SUCCESS) {
            throw new DriverException("CUDA error " + status);
        }
    }

    /// Calls a function of the driver, all of which answer with a status.
    private static int call(SymbolLookup library, String name, Object... arguments) throws DriverException {
        MemorySegment symbol =
                library.find(name).orElseThrow(() -> new DriverException(LIBRARY + " has no function " + name));
        MemoryLayout[] parameters = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            parameters[i] = switch (arguments[i]) {
                case Integer any -> ValueLayout.JAVA_INT;
                case Long any -> ValueLayout.JAVA_LONG;
                default -> ValueLayout.ADDRESS;
            };
        }
        try {
            return (int) Linker.nativeLinker()
                    .downcallHandle(symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters))
                    .invokeWithArguments(arguments);
        } catch (Error | RuntimeException failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException("A C function threw", impossible);
        }
    }

    /// The driver refused, or is not as expected.
    private static final class DriverException extends Exception {
        private static final long serialVersionUID = 1;

        DriverException(String message) {
            super(message);
        }
    }
}
