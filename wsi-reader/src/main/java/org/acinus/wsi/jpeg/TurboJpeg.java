package org.acinus.wsi.jpeg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// One method per C function of `turbojpeg.h` (the `tj` functions of 2.1, which 3 keeps), named after it. No
/// policy here.
///
/// Thread-safe; what a handle points to is not. Sizes are C's `unsigned long`, 64 bits on every system that
/// Acinus runs on.
public final class TurboJpeg {
    /// `TJPF_RGB`.
    private static final int RGB = 0;
    /// `TJFLAG_ACCURATEDCT`.
    private static final int ACCURATE_DCT = 4096;
    /// `TJFLAG_NOREALLOC`.
    private static final int NO_REALLOC = 1024;
    /// `TJFLAG_STOPONWARNING`.
    private static final int STOP_ON_WARNING = 8192;
    /// `TJFLAG_LIMITSCANS`: 500 scans of a progressive picture.
    private static final int LIMIT_SCANS = 32768;

    private static final int LONGEST_MESSAGE = 1024;

    private final boolean generation3;
    private final MethodHandle initDecompress;
    private final MethodHandle initCompress;
    private final MethodHandle destroy;
    private final MethodHandle decompressHeader3;
    private final MethodHandle decompress2;
    private final MethodHandle compress2;
    private final MethodHandle bufSize;
    private final MethodHandle getErrorStr2;

    /// Binds every function.
    ///
    /// @throws UnsatisfiedLinkError where the library lacks one of them, naming it
    TurboJpeg(SymbolLookup library) {
        generation3 = library.find("tj3Init").isPresent();
        initDecompress = bind(library, "tjInitDecompress", ADDRESS);
        initCompress = bind(library, "tjInitCompress", ADDRESS);
        destroy = bind(library, "tjDestroy", JAVA_INT, ADDRESS);
        decompressHeader3 = bind(
                library,
                "tjDecompressHeader3",
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_LONG,
                ADDRESS,
                ADDRESS,
                ADDRESS,
                ADDRESS);
        decompress2 = bind(
                library,
                "tjDecompress2",
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_LONG,
                ADDRESS,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT);
        compress2 = bind(
                library,
                "tjCompress2",
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT);
        bufSize = bind(library, "tjBufSize", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT);
        getErrorStr2 = bind(library, "tjGetErrorStr2", ADDRESS, ADDRESS);
    }

    /// Which generation of the library this is; it does not tell its version.
    String generation() {
        return generation3 ? "3" : "2";
    }

    MemorySegment initDecompress() {
        return requireHandle((MemorySegment) call(initDecompress));
    }

    MemorySegment initCompress() {
        return requireHandle((MemorySegment) call(initCompress));
    }

    private static MemorySegment requireHandle(MemorySegment handle) {
        if (handle.equals(MemorySegment.NULL)) {
            throw new OutOfMemoryError("libjpeg-turbo cannot allocate its state");
        }
        return handle;
    }

    void destroy(MemorySegment handle) {
        call(destroy, handle);
    }

    /// Reads a header, or tables only, which the handle keeps.
    ///
    /// @param size outside the heap, four `int` long; gets width, height, chroma sampling, colour space
    /// @throws JpegException with the library's words
    void decompressHeader3(MemorySegment handle, MemorySegment jpeg, MemorySegment size) {
        int status = (int) call(
                decompressHeader3,
                handle,
                jpeg,
                jpeg.byteSize(),
                size,
                size.asSlice(4),
                size.asSlice(8),
                size.asSlice(12));
        requireSuccess(handle, status);
    }

    /// Decompresses with libjpeg's defaults: accurate DCT, fancy upsampling. A warning is a failure.
    ///
    /// @param jpeg outside the heap
    /// @param into outside the heap; its size decides the scale
    /// @throws JpegException with the library's words
    void decompress2(MemorySegment handle, MemorySegment jpeg, RgbWindow into) {
        int status;
        try {
            status = (int) decompress2.invokeExact(
                    handle,
                    jpeg,
                    jpeg.byteSize(),
                    into.pixels(),
                    into.width(),
                    into.strideBytes(),
                    into.height(),
                    RGB,
                    STOP_ON_WARNING | LIMIT_SCANS);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
        requireSuccess(handle, status);
    }

    /// Compresses into a buffer that is large enough.
    ///
    /// @param form quality and subsampling
    /// @return bytes written
    /// @throws JpegException with the library's words
    long compress2(MemorySegment handle, RgbWindow picture, MemorySegment into, JpegForm form) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocateFrom(ADDRESS, into);
            MemorySegment size = arena.allocateFrom(JAVA_LONG, into.byteSize());
            int status = (int) call(
                    compress2,
                    handle,
                    picture.pixels(),
                    picture.width(),
                    picture.strideBytes(),
                    picture.height(),
                    RGB,
                    buffer,
                    size,
                    form.subsampling().code(),
                    form.quality(),
                    ACCURATE_DCT | NO_REALLOC);
            requireSuccess(handle, status);
            return size.get(JAVA_LONG, 0);
        }
    }

    /// The most bytes that a picture can take.
    long bufSize(int width, int height, ChromaSubsampling subsampling) {
        return (long) call(bufSize, width, height, subsampling.code());
    }

    private void requireSuccess(MemorySegment handle, int status) {
        if (status != 0) {
            MemorySegment message = (MemorySegment) call(getErrorStr2, handle);
            throw new JpegException(message.reinterpret(LONGEST_MESSAGE).getString(0));
        }
    }

    private static MethodHandle bind(
            SymbolLookup library, String name, MemoryLayout result, MemoryLayout... parameters) {
        MemorySegment symbol = library.find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("no function " + name + "; TurboJPEG 2.1 has it"));
        return Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.of(result, parameters));
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /// C functions throw nothing: what arrives here is the JVM's own.
    private static RuntimeException unexpected(Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            default -> new IllegalStateException(failure);
        };
    }
}
