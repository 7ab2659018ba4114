package org.acinus.wsi.bioformats;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.UnsupportedSlideException;
import org.acinus.wsi.bioformats.ReadPixels.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Bio-Formats reader at work on one file. One thread at a time; whoever opened it closes it.
final class BioFormatsReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BioFormatsReader.class);

    /// Strips of few rows may well be black, or like each other; tiles of this size are not.
    private static final int LEAST_TILE = 16;

    private final BioFormatsFunctions functions;
    private final Object reader;
    private final Object metadata;
    private final Path file;
    private Optional<ReadPixels> last = Optional.empty();

    private BioFormatsReader(BioFormatsFunctions functions, Path file, Object reader, Object metadata) {
        this.functions = functions;
        this.file = file;
        this.reader = reader;
        this.metadata = metadata;
    }

    /// Name of the format, if one of the allowed readers knows the file.
    static Optional<String> recognise(BioFormatsFunctions functions, Path file) throws BioFormatsException {
        Object reader = functions.newReader();
        try {
            return functions.recognise(reader, file);
        } finally {
            functions.close(reader);
        }
    }

    /// Opens a file that the guard has let pass.
    ///
    /// @throws SlideException where Bio-Formats cannot, or would read other files than the slide's own
    static BioFormatsReader open(BioFormatsFunctions functions, Path file) {
        Object reader;
        try {
            reader = functions.newReader();
        } catch (BioFormatsException broken) {
            throw new IllegalStateException("Bio-Formats gives no reader", broken);
        }
        try {
            BioFormatsReader opened = new BioFormatsReader(functions, file, reader, functions.setId(reader, file));
            opened.requireOwnFiles();
            return opened;
        } catch (BioFormatsException refused) {
            close(functions, reader);
            throw refusal(file, refused);
        } catch (RuntimeException | Error failure) {
            close(functions, reader);
            throw failure;
        }
    }

    private static SlideException refusal(Path file, BioFormatsException refused) {
        String message = file.getFileName() + " does not open: " + refused.getMessage();
        return refused.unsupported() ? new UnsupportedSlideException(message) : new CorruptSlideException(message);
    }

    /// A file may name others, anywhere; only those in the folder that belongs to it (`_NAME_` beside
    /// `NAME.vsi`) are its own, and annotations that the guard has looked at.
    private void requireOwnFiles() throws BioFormatsException {
        Path absolute = file.toAbsolutePath().normalize();
        String name = absolute.getFileName().toString();
        int dot = name.toLowerCase(Locale.ROOT).endsWith(".vsi") ? name.length() - ".vsi".length() : name.length();
        Path folder = absolute.resolveSibling("_" + name.substring(0, dot) + "_");
        for (Path used : functions.usedFiles(reader)) {
            Path normal = used.toAbsolutePath().normalize();
            if (!normal.equals(absolute) && !normal.startsWith(folder) && !DoctypeGuard.looksAt(absolute, normal)) {
                throw new UnsupportedSlideException(
                        name + " refers to another file, which is not read: a slide is one file, or a .vsi with its"
                                + " folder");
            }
        }
    }

    /// Which of the file's images is the slide, and what it says of itself.
    BioFormatsImages describe() {
        try {
            return BioFormatsImages.of(functions, reader, metadata, String.valueOf(file.getFileName()));
        } catch (BioFormatsException failure) {
            throw refusal(file, failure);
        }
    }

    /// Reads a rectangle of RGB pixels, stored tile by stored tile.
    ///
    /// @param into takes the rectangle's first pixel at (`atX`, `atY`)
    /// @throws BioFormatsException where a stored tile does not decode
    void read(int series, int resolution, Window window, RgbBuffer into, long atX, long atY)
            throws BioFormatsException {
        functions.select(reader, series, resolution);
        int tileWidth = functions.tileWidth(reader);
        int tileHeight = functions.tileHeight(reader);
        if (tileWidth < LEAST_TILE || tileHeight < LEAST_TILE) {
            readStored(window).copyTo(into, window, atX, atY);
            return;
        }
        PlaneShape level = functions.shape(reader);
        Window whole = new Window(0, 0, level.width(), level.height());
        for (int top = window.y() / tileHeight * tileHeight; top < window.bottom(); top += tileHeight) {
            for (int left = window.x() / tileWidth * tileWidth; left < window.right(); left += tileWidth) {
                Window tile = new Window(left, top, tileWidth, tileHeight).intersect(whole);
                Window part = tile.intersect(window);
                ReadPixels pixels = readStored(tile);
                requireDecoded(series, resolution, pixels);
                last = Optional.of(pixels);
                pixels.copyTo(into, part, atX + part.x() - window.x(), atY + part.y() - window.y());
            }
        }
    }

    private ReadPixels readStored(Window window) throws BioFormatsException {
        byte[] bytes = new byte[RgbBuffer.BYTES_PER_PIXEL * window.width() * window.height()];
        functions.openBytes(reader, bytes, window.x(), window.y(), window.width(), window.height());
        return new ReadPixels(bytes, window, functions.isInterleaved(reader));
    }

    /// For a tile that it cannot decode Bio-Formats hands out what its buffer held before, and no error: the
    /// pixels of the tile before, or the zeros of a new reader. So a tile that looks like either is read once
    /// more by a new reader. If that gives zeros it does not decode: no light at all in any pixel of a whole
    /// tile is nothing that a brightfield scanner sees.
    private void requireDecoded(int series, int resolution, ReadPixels tile) throws BioFormatsException {
        if (!tile.isBlack() && !last.map(tile::hasSamePixels).orElse(false)) {
            return;
        }
        try (BioFormatsReader fresh = open(functions, file)) {
            functions.select(fresh.reader, series, resolution);
            if (fresh.readStored(tile.window()).isBlack()) {
                throw new BioFormatsException("the stored tile at ("
                        + tile.window().x() + ", " + tile.window().y()
                        + ") of the level comes out as zeros, as those do that do not decode");
            }
        }
    }

    @Override
    public void close() {
        close(functions, reader);
    }

    private static void close(BioFormatsFunctions functions, Object reader) {
        try {
            functions.close(reader);
        } catch (BioFormatsException failure) {
            LOG.warn("a Bio-Formats reader does not close: {}", failure.getMessage());
        }
    }
}
