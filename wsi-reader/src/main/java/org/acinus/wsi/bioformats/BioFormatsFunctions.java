package org.acinus.wsi.bioformats;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One method per method of Bio-Formats, named after it; its objects are plain `Object`s here. No policy
/// here.
///
/// Thread-safe, as far as a single Bio-Formats reader is used by one thread at a time.
final class BioFormatsFunctions {
    /// The only readers that are ever asked. Each reads one file, or a `.vsi` with its folder; none of them reads a
    /// `.bfmemo` (CVE-2026-22187 is in the Memoizer, which is never used) or a `.xlef` (CVE-2026-22186). Leica's
    /// SCN and Ventana's BIF are left to OpenSlide: Bio-Formats gives their scans without the canvas that they lie
    /// on, so that coordinates would mean something else.
    private static final List<String> READERS =
            List.of("SVSReader", "NDPIReader", "VectraReader", "CellSensReader", "ZeissCZIReader", "OMETiffReader");

    private static final String READER = "loci.formats.IFormatReader";

    private final ClassLoader loader;
    private final MethodHandle newImageReader;
    private final MethodHandle newMetadata;
    private final MethodHandle isThisType;
    private final MethodHandle setFlattenedResolutions;
    private final MethodHandle setGroupFiles;
    private final MethodHandle setMetadataStore;
    private final MethodHandle setId;
    private final MethodHandle getFormat;
    private final MethodHandle getFormatOf;
    private final MethodHandle getUsedFiles;
    private final MethodHandle getSeriesCount;
    private final MethodHandle setSeries;
    private final MethodHandle getResolutionCount;
    private final MethodHandle setResolution;
    private final MethodHandle isThumbnailSeries;
    private final MethodHandle isIndexed;
    private final MethodHandle isInterleaved;
    private final MethodHandle getSizeX;
    private final MethodHandle getSizeY;
    private final MethodHandle getSizeZ;
    private final MethodHandle getSizeC;
    private final MethodHandle getSizeT;
    private final MethodHandle getRgbChannelCount;
    private final MethodHandle getPixelType;
    private final MethodHandle getPixelTypeString;
    private final MethodHandle getOptimalTileWidth;
    private final MethodHandle getOptimalTileHeight;
    private final MethodHandle openBytes;
    private final MethodHandle close;
    private final MethodHandle getImageName;
    private final MethodHandle getPhysicalSizeX;
    private final MethodHandle getPhysicalSizeY;
    private final MethodHandle getMagnification;
    private final MethodHandle lengthIn;
    private final Object micrometre;
    private final Object readerClasses;

    /// Binds every method and quietens the jar's own logging.
    BioFormatsFunctions(ClassLoader loader) throws ReflectiveOperationException, BioFormatsException {
        this.loader = loader;
        Class<?> classList = loader.loadClass("loci.formats.ClassList");
        Class<?> length = loader.loadClass("ome.units.quantity.Length");
        Class<?> unit = loader.loadClass("ome.units.unit.Unit");
        Class<?> metadata = loader.loadClass("loci.formats.meta.IMetadata");
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        newImageReader = lookup.findConstructor(
                loader.loadClass("loci.formats.ImageReader"), MethodType.methodType(void.class, classList));
        newMetadata = lookup.findStatic(
                loader.loadClass("loci.formats.MetadataTools"),
                "createOMEXMLMetadata",
                MethodType.methodType(metadata));
        isThisType = ofReader("isThisType", boolean.class, String.class, boolean.class);
        setFlattenedResolutions = ofReader("setFlattenedResolutions", void.class, boolean.class);
        setGroupFiles = ofReader("setGroupFiles", void.class, boolean.class);
        setMetadataStore =
                ofReader("setMetadataStore", void.class, loader.loadClass("loci.formats.meta.MetadataStore"));
        setId = ofReader("setId", void.class, String.class);
        getFormatOf = lookup.findVirtual(
                loader.loadClass("loci.formats.ImageReader"),
                "getFormat",
                MethodType.methodType(String.class, String.class));
        getFormat = ofReader("getFormat", String.class);
        getUsedFiles = ofReader("getUsedFiles", String[].class);
        getSeriesCount = ofReader("getSeriesCount", int.class);
        setSeries = ofReader("setSeries", void.class, int.class);
        getResolutionCount = ofReader("getResolutionCount", int.class);
        setResolution = ofReader("setResolution", void.class, int.class);
        isThumbnailSeries = ofReader("isThumbnailSeries", boolean.class);
        isIndexed = ofReader("isIndexed", boolean.class);
        isInterleaved = ofReader("isInterleaved", boolean.class);
        getSizeX = ofReader("getSizeX", int.class);
        getSizeY = ofReader("getSizeY", int.class);
        getSizeZ = ofReader("getSizeZ", int.class);
        getSizeC = ofReader("getSizeC", int.class);
        getSizeT = ofReader("getSizeT", int.class);
        getRgbChannelCount = ofReader("getRGBChannelCount", int.class);
        getPixelType = ofReader("getPixelType", int.class);
        getOptimalTileWidth = ofReader("getOptimalTileWidth", int.class);
        getOptimalTileHeight = ofReader("getOptimalTileHeight", int.class);
        openBytes = ofReader(
                "openBytes", byte[].class, int.class, byte[].class, int.class, int.class, int.class, int.class);
        close = ofReader("close", void.class);
        getPixelTypeString = lookup.findStatic(
                loader.loadClass("loci.formats.FormatTools"),
                "getPixelTypeString",
                MethodType.methodType(String.class, int.class));
        getImageName = lookup.findVirtual(metadata, "getImageName", MethodType.methodType(String.class, int.class));
        getPhysicalSizeX =
                lookup.findVirtual(metadata, "getPixelsPhysicalSizeX", MethodType.methodType(length, int.class));
        getPhysicalSizeY =
                lookup.findVirtual(metadata, "getPixelsPhysicalSizeY", MethodType.methodType(length, int.class));
        getMagnification = lookup.findVirtual(
                metadata,
                "getObjectiveNominalMagnification",
                MethodType.methodType(Double.class, int.class, int.class));
        lengthIn = lookup.findVirtual(length, "value", MethodType.methodType(Number.class, unit));
        micrometre = loader.loadClass("ome.units.UNITS").getField("MICROMETER").get(null);
        readerClasses = allowedReaders(classList);
        MethodHandle setRootLevel = lookup.findStatic(
                loader.loadClass("loci.common.DebugTools"),
                "setRootLevel",
                MethodType.methodType(void.class, String.class));
        call(setRootLevel, "WARN");
    }

    private MethodHandle ofReader(String name, Class<?> result, Class<?>... parameters)
            throws ReflectiveOperationException {
        return MethodHandles.publicLookup()
                .findVirtual(loader.loadClass(READER), name, MethodType.methodType(result, parameters));
    }

    private Object allowedReaders(Class<?> classList) throws ReflectiveOperationException {
        Object list = classList.getConstructor(Class.class).newInstance(loader.loadClass(READER));
        for (String name : READERS) {
            classList.getMethod("addClass", Class.class).invoke(list, loader.loadClass("loci.formats.in." + name));
        }
        return list;
    }

    /// A reader of the allowed formats, without a file.
    Object newReader() throws BioFormatsException {
        Object reader = answer(newImageReader, readerClasses);
        call(setFlattenedResolutions, reader, false);
        call(setGroupFiles, reader, false);
        return reader;
    }

    /// Name of the format, if one of the allowed readers knows the file.
    Optional<String> recognise(Object reader, Path file) throws BioFormatsException {
        return (boolean) answer(isThisType, reader, file.toString(), true)
                ? Optional.of((String) answer(getFormatOf, reader, file.toString()))
                : Optional.empty();
    }

    /// Opens a file.
    ///
    /// @return its OME metadata
    Object setId(Object reader, Path file) throws BioFormatsException {
        Object metadata = answer(newMetadata);
        call(setMetadataStore, reader, metadata);
        call(setId, reader, file.toAbsolutePath().toString());
        return metadata;
    }

    String format(Object reader) throws BioFormatsException {
        return (String) answer(getFormat, reader);
    }

    List<Path> usedFiles(Object reader) throws BioFormatsException {
        return List.of((String[]) answer(getUsedFiles, reader)).stream()
                .map(Path::of)
                .toList();
    }

    int seriesCount(Object reader) throws BioFormatsException {
        return (int) answer(getSeriesCount, reader);
    }

    int resolutionCount(Object reader) throws BioFormatsException {
        return (int) answer(getResolutionCount, reader);
    }

    /// Turns the reader to one image at one resolution; what follows is about that.
    void select(Object reader, int series, int resolution) throws BioFormatsException {
        call(setSeries, reader, series);
        call(setResolution, reader, resolution);
    }

    /// Shape of the selected image.
    PlaneShape shape(Object reader) throws BioFormatsException {
        return new PlaneShape(
                (int) answer(getSizeX, reader),
                (int) answer(getSizeY, reader),
                (int) answer(getSizeZ, reader),
                (int) answer(getSizeC, reader),
                (int) answer(getSizeT, reader),
                (int) answer(getRgbChannelCount, reader),
                (boolean) answer(isIndexed, reader),
                (String) answer(getPixelTypeString, answer(getPixelType, reader)));
    }

    boolean isThumbnail(Object reader) throws BioFormatsException {
        return (boolean) answer(isThumbnailSeries, reader);
    }

    boolean isInterleaved(Object reader) throws BioFormatsException {
        return (boolean) answer(isInterleaved, reader);
    }

    /// Width of a stored tile of the selected image, where it is stored in tiles.
    int tileWidth(Object reader) throws BioFormatsException {
        return (int) answer(getOptimalTileWidth, reader);
    }

    int tileHeight(Object reader) throws BioFormatsException {
        return (int) answer(getOptimalTileHeight, reader);
    }

    /// Fills `into` from the first plane of the selected image.
    void openBytes(Object reader, byte[] into, int x, int y, int width, int height) throws BioFormatsException {
        call(openBytes, reader, 0, into, x, y, width, height);
    }

    void close(Object reader) throws BioFormatsException {
        call(close, reader);
    }

    /// Name of an image; empty where it has none.
    String imageName(Object metadata, int series) throws BioFormatsException {
        Object name = call(getImageName, metadata, series);
        return name == null ? "" : (String) name;
    }

    OptionalDouble micronsX(Object metadata, int series) throws BioFormatsException {
        return microns(call(getPhysicalSizeX, metadata, series));
    }

    OptionalDouble micronsY(Object metadata, int series) throws BioFormatsException {
        return microns(call(getPhysicalSizeY, metadata, series));
    }

    private OptionalDouble microns(@Nullable Object length) throws BioFormatsException {
        Object value = length == null ? null : call(lengthIn, length, micrometre);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(((Number) value).doubleValue());
    }

    /// Magnification of the first objective of the first instrument.
    OptionalDouble magnification(Object metadata) {
        try {
            Object value = call(getMagnification, metadata, 0, 0);
            return value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value);
        } catch (BioFormatsException none) {
            // Asking for an objective where there is none fails by an index out of bounds.
            return OptionalDouble.empty();
        }
    }

    private static Object answer(MethodHandle method, Object... arguments) throws BioFormatsException {
        return Objects.requireNonNull(call(method, arguments));
    }

    /// Calls with the platform's loader as the thread's own, so that Bio-Formats finds the JDK's XML parser,
    /// to which the JVM's settings apply, and none of its own or of Acinus's class path.
    private static @Nullable Object call(MethodHandle method, Object... arguments) throws BioFormatsException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return method.invokeWithArguments(arguments);
        } catch (Error error) {
            throw error;
        } catch (Throwable failure) {
            throw new BioFormatsException(failure);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
