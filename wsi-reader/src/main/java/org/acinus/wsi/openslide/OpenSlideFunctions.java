package org.acinus.wsi.openslide;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One method per C function of `openslide.h` (OpenSlide 4), named after it. No policy here.
///
/// Thread-safe. Handles are final fields, so the JIT inlines the calls.
final class OpenSlideFunctions {
    private static final int LONGEST_STRING = 1 << 24;

    private final MethodHandle getVersion;
    private final MethodHandle detectVendor;
    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle getError;
    private final MethodHandle getLevelCount;
    private final MethodHandle getLevelDimensions;
    private final MethodHandle getLevelDownsample;
    private final MethodHandle readRegion;
    private final MethodHandle getPropertyNames;
    private final MethodHandle getPropertyValue;
    private final MethodHandle getAssociatedImageNames;
    private final Optional<MethodHandle> getIccProfileSize;
    private final Optional<MethodHandle> readIccProfile;

    /// Binds every function.
    ///
    /// @throws UnsatisfiedLinkError where the library lacks one of them, naming it
    OpenSlideFunctions(SymbolLookup library) {
        getVersion = bind(library, "openslide_get_version", ADDRESS);
        detectVendor = bind(library, "openslide_detect_vendor", ADDRESS, ADDRESS);
        open = bind(library, "openslide_open", ADDRESS, ADDRESS);
        close = bindVoid(library, "openslide_close", ADDRESS);
        getError = bind(library, "openslide_get_error", ADDRESS, ADDRESS);
        getLevelCount = bind(library, "openslide_get_level_count", JAVA_INT, ADDRESS);
        getLevelDimensions = bindVoid(library, "openslide_get_level_dimensions", ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        getLevelDownsample = bind(library, "openslide_get_level_downsample", JAVA_DOUBLE, ADDRESS, JAVA_INT);
        readRegion = bindVoid(
                library,
                "openslide_read_region",
                ADDRESS,
                ADDRESS,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_INT,
                JAVA_LONG,
                JAVA_LONG);
        getPropertyNames = bind(library, "openslide_get_property_names", ADDRESS, ADDRESS);
        getPropertyValue = bind(library, "openslide_get_property_value", ADDRESS, ADDRESS, ADDRESS);
        getAssociatedImageNames = bind(library, "openslide_get_associated_image_names", ADDRESS, ADDRESS);
        boolean knowsIcc = library.find("openslide_get_icc_profile_size").isPresent();
        getIccProfileSize = knowsIcc
                ? Optional.of(bind(library, "openslide_get_icc_profile_size", JAVA_LONG, ADDRESS))
                : Optional.empty();
        readIccProfile = knowsIcc
                ? Optional.of(bindVoid(library, "openslide_read_icc_profile", ADDRESS, ADDRESS))
                : Optional.empty();
    }

    String version() {
        return string((MemorySegment) call(getVersion)).orElse("unknown");
    }

    Optional<String> detectVendor(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            return string((MemorySegment) call(detectVendor, arena.allocateFrom(file.toString())));
        }
    }

    /// The slide's pointer; NULL where OpenSlide knows no such format.
    MemorySegment open(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            return (MemorySegment) call(open, arena.allocateFrom(file.toString()));
        }
    }

    void close(MemorySegment slide) {
        call(close, slide);
    }

    /// The sticky error, if the slide has failed.
    Optional<String> error(MemorySegment slide) {
        try {
            MemorySegment text = (MemorySegment) getError.invokeExact(slide);
            return string(text);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    int levelCount(MemorySegment slide) {
        return (int) call(getLevelCount, slide);
    }

    /// Width and height of a level.
    LevelSize levelSize(MemorySegment slide, int level) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment width = arena.allocate(JAVA_LONG);
            MemorySegment height = arena.allocate(JAVA_LONG);
            call(getLevelDimensions, slide, level, width, height);
            return new LevelSize(width.get(JAVA_LONG, 0), height.get(JAVA_LONG, 0));
        }
    }

    /// Size of a level in its own pixels; -1 after an error.
    record LevelSize(long width, long height) {}

    double levelDownsample(MemorySegment slide, int level) {
        return (double) call(getLevelDownsample, slide, level);
    }

    /// Premultiplied ARGB, native byte order, into `4 * width * height` bytes; cleared on error.
    void readRegion(MemorySegment slide, MemorySegment into, long x0, long y0, int level, long width, long height) {
        try {
            readRegion.invokeExact(slide, into, x0, y0, level, width, height);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    List<String> propertyNames(MemorySegment slide) {
        return strings((MemorySegment) call(getPropertyNames, slide));
    }

    Optional<String> propertyValue(MemorySegment slide, String name) {
        try (Arena arena = Arena.ofConfined()) {
            return string((MemorySegment) call(getPropertyValue, slide, arena.allocateFrom(name)));
        }
    }

    List<String> associatedImageNames(MemorySegment slide) {
        return strings((MemorySegment) call(getAssociatedImageNames, slide));
    }

    /// Bytes of the colour profile; 0 for none, and for versions before 4.0, which cannot tell.
    long iccProfileSize(MemorySegment slide) {
        return getIccProfileSize.isPresent() ? (long) call(getIccProfileSize.get(), slide) : 0;
    }

    /// The colour profile; zeros after an error.
    ///
    /// @param size as [#iccProfileSize] says, above 0
    byte[] iccProfile(MemorySegment slide, int size) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment into = arena.allocate(size);
            readIccProfile.ifPresent(function -> call(function, slide, into));
            return into.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static MethodHandle bind(
            SymbolLookup library, String name, MemoryLayout result, MemoryLayout... parameters) {
        return bind(library, name, FunctionDescriptor.of(result, parameters));
    }

    private static MethodHandle bindVoid(SymbolLookup library, String name, MemoryLayout... parameters) {
        return bind(library, name, FunctionDescriptor.ofVoid(parameters));
    }

    private static MethodHandle bind(SymbolLookup library, String name, FunctionDescriptor form) {
        MemorySegment symbol = library.find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("no function " + name + "; OpenSlide 4 has it"));
        return Linker.nativeLinker().downcallHandle(symbol, form);
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

    private static Optional<String> string(MemorySegment text) {
        return text.equals(MemorySegment.NULL)
                ? Optional.empty()
                : Optional.of(text.reinterpret(LONGEST_STRING).getString(0));
    }

    /// A NULL-terminated array of strings.
    private static List<String> strings(MemorySegment array) {
        List<String> strings = new ArrayList<>();
        if (array.equals(MemorySegment.NULL)) {
            return strings;
        }
        MemorySegment pointers = array.reinterpret(Long.MAX_VALUE);
        for (long i = 0; ; i++) {
            Optional<String> next = string(pointers.getAtIndex(ADDRESS, i));
            if (next.isEmpty()) {
                return strings;
            }
            strings.add(next.get());
        }
    }
}
