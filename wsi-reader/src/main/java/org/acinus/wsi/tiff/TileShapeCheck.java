package org.acinus.wsi.tiff;

import java.io.IOException;
import java.util.Optional;
import org.acinus.wsi.CorruptSlideException;

/// Holds what one tiled image says of its form against itself, before any library reserves memory by it or takes
/// other bytes for pixels.
///
/// Libraries are careless here: of an edge of a million pixels OpenSlide 4.0.1 ends the whole process, of a missing
/// compression Bio-Formats shows compressed bytes as a picture, and what inflates without end it inflates. Images
/// in strips are left alone, since no slide's levels are.
///
/// @param bytes the file
record TileShapeCheck(TiffBytes bytes, TiffDirectory directory) {
    private static final long LONGEST_TILE = 1 << 16;
    private static final long MOST_TILE_BYTES = 1 << 28;
    private static final long MOST_SAMPLES = 1 << 12;
    private static final long MOST_BITS = 64;
    private static final long MOST_GROWTH = 2;
    private static final long SLACK_BYTES = 1 << 16;
    private static final int NONE = 1;
    private static final int JPEG = 7;
    private static final int RGB = 2;
    private static final int YCBCR = 6;
    private static final int SEPARATE_PLANES = 2;

    /// @throws CorruptSlideException where the form makes no sense
    void run() throws IOException {
        if (!directory.has(TiffTag.TILE_WIDTH) && !directory.has(TiffTag.TILE_LENGTH)) {
            return;
        }
        boolean isPlaced = directory.has(TiffTag.TILE_OFFSETS) && directory.has(TiffTag.TILE_BYTE_COUNTS);
        // Some old writers list their tiles as strips.
        if (!isPlaced && !directory.has(TiffTag.STRIP_OFFSETS)) {
            throw refusal("has tiles but does not say where");
        }
        edge(TiffTag.IMAGE_WIDTH, "ImageWidth", Integer.MAX_VALUE);
        edge(TiffTag.IMAGE_LENGTH, "ImageLength", Integer.MAX_VALUE);
        long pixels = edge(TiffTag.TILE_WIDTH, "TileWidth", LONGEST_TILE)
                * edge(TiffTag.TILE_LENGTH, "TileLength", LONGEST_TILE);
        long samples = within("SamplesPerPixel", directory.number(TiffTag.SAMPLES_PER_PIXEL, 1), MOST_SAMPLES);
        long bits = within("BitsPerSample", directory.number(TiffTag.BITS_PER_SAMPLE, 1), MOST_BITS);
        if (directory.number(TiffTag.PLANAR_CONFIGURATION, 1) == SEPARATE_PLANES) {
            samples = 1;
        }
        long tileBytes = Math.ceilDiv(pixels * samples * bits, Byte.SIZE);
        if (tileBytes > MOST_TILE_BYTES) {
            throw refusal("claims tiles of " + tileBytes + " bytes: no slide has them");
        }
        long compression = within("Compression", directory.number(TiffTag.COMPRESSION, NONE), 0xFFFF);
        requireColour(compression);
        requireLikelyTiles(compression == NONE ? tileBytes : 1, MOST_GROWTH * tileBytes + SLACK_BYTES);
    }

    /// A width or a height: SHORT or LONG (TIFF 6.0, sections 3 and 15), LONG8 in BigTIFF.
    private long edge(int tag, String name, long most) throws IOException {
        if (!directory.has(tag)) {
            throw refusal("has tiles but no " + name);
        }
        if (directory.octetCount(tag) != 0) {
            throw refusal("states its " + name + " in single bytes");
        }
        return within(name, directory.number(tag, 0), most);
    }

    private long within(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw refusal("claims " + Long.toUnsignedString(value) + " for " + name);
        }
        return value;
    }

    /// Colour has no bilevel form and no single sample, which is what missing numbers stand for.
    private void requireColour(long compression) throws IOException {
        long photometric = directory.number(TiffTag.PHOTOMETRIC, 0);
        boolean isColour = photometric == RGB || photometric == YCBCR;
        if ((isColour || compression == JPEG) && !directory.has(TiffTag.BITS_PER_SAMPLE)) {
            throw refusal("does not say how many bits a sample has");
        }
        if (isColour && directory.number(TiffTag.SAMPLES_PER_PIXEL, 1) < 3) {
            throw refusal("claims colours of fewer than three samples");
        }
    }

    /// Compressed tiles that pass for plain ones are too short; what is much longer than its pixels is made to
    /// burst.
    private void requireLikelyTiles(long least, long most) throws IOException {
        Optional<TiffValues> counts = directory.numbers(TiffTag.TILE_BYTE_COUNTS);
        while (counts.isPresent() && counts.get().hasNext()) {
            long count = counts.get().next();
            if (count != 0 && (count < least || count > most)) {
                throw refusal("has a tile of " + Long.toUnsignedString(count) + " bytes where " + least + " to " + most
                        + " make sense");
            }
        }
    }

    private CorruptSlideException refusal(String what) {
        return new CorruptSlideException(bytes.name() + ": " + directory.name() + " " + what);
    }
}
