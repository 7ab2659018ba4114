package org.acinus.wsi.tiff;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.acinus.wsi.CorruptSlideException;

/// Looks for the tiles and strips of one image, in small chunks: a slide has millions of tiles, and a file may
/// claim any number.
///
/// @param bytes the file
record PieceCheck(TiffBytes bytes, TiffDirectory directory) {
    private static final int SEPARATE_PLANES = 2;
    private static final long MOST_DESCRIPTION = 1 << 21;

    void run() throws IOException {
        new TileShapeCheck(bytes, directory).run();
        requireModestDescription();
        requireInside(TiffTag.TILE_OFFSETS, TiffTag.TILE_BYTE_COUNTS, "tile");
        requireInside(TiffTag.STRIP_OFFSETS, TiffTag.STRIP_BYTE_COUNTS, "strip");
    }

    /// Parsers of XML take a second for each few million characters, whatever they say.
    private void requireModestDescription() {
        long length = directory.octetCount(TiffTag.IMAGE_DESCRIPTION);
        if (length > MOST_DESCRIPTION) {
            throw new CorruptSlideException(bytes.name() + ": " + directory.name() + " claims a description of "
                    + length + " bytes: no slide has one of more than " + MOST_DESCRIPTION);
        }
    }

    /// A piece of no bytes, or at offset 0, is one that the scanner left out.
    private void requireInside(int offsetsTag, int countsTag, String piece) throws IOException {
        Optional<TiffValues> offsets = directory.numbers(offsetsTag);
        Optional<TiffValues> counts = directory.numbers(countsTag);
        if (offsets.isEmpty() || counts.isEmpty()) {
            return;
        }
        long furthestStart = 0;
        long furthestEnd = 0;
        long pieces = 0;
        while (offsets.get().hasNext() && counts.get().hasNext()) {
            long start = offsets.get().next();
            long count = counts.get().next();
            pieces++;
            if (start == 0 || count == 0) {
                continue;
            }
            long end = start + count;
            if (start < 0 || count < 0 || end < 0) {
                bytes.requireInside(start, count, "a " + piece + " of " + directory.name());
            }
            if (end > furthestEnd) {
                furthestStart = start;
                furthestEnd = end;
            }
        }
        bytes.requireInside(
                furthestStart, furthestEnd - furthestStart, "the last " + piece + " of " + directory.name());
        if (offsetsTag == TiffTag.TILE_OFFSETS) {
            requireEnough(pieces);
        }
    }

    /// libtiff takes a table that is too short for one whose last tiles were left out, and they would pass for
    /// glass.
    private void requireEnough(long pieces) throws IOException {
        OptionalLong columns = tilesAlong(TiffTag.IMAGE_WIDTH, TiffTag.TILE_WIDTH);
        OptionalLong rows = tilesAlong(TiffTag.IMAGE_LENGTH, TiffTag.TILE_LENGTH);
        if (columns.isEmpty() || rows.isEmpty()) {
            return;
        }
        long planes = directory.number(TiffTag.PLANAR_CONFIGURATION, 1) == SEPARATE_PLANES
                ? Math.min(directory.number(TiffTag.SAMPLES_PER_PIXEL, 1), Short.MAX_VALUE)
                : 1;
        long needed = Math.multiplyExact(columns.getAsLong(), rows.getAsLong());
        if (planes > 0 && pieces / planes < needed) {
            throw new CorruptSlideException(
                    bytes.name() + ": " + directory.name() + " lists " + pieces + " tiles where its image has " + needed
                            + (planes == 1 ? "" : " in each of " + planes + " planes"));
        }
    }

    private OptionalLong tilesAlong(int imageTag, int tileTag) throws IOException {
        long image = directory.number(imageTag, 0);
        long tile = directory.number(tileTag, 0);
        boolean sensible = image > 0 && image <= Integer.MAX_VALUE && tile > 0 && tile <= Integer.MAX_VALUE;
        return sensible ? OptionalLong.of(Math.ceilDiv(image, tile)) : OptionalLong.empty();
    }
}
