package org.acinus.wsi.direct.layout;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.TileLayout;
import org.acinus.wsi.jpeg.JpegException;
import org.acinus.wsi.jpeg.JpegTables;
import org.acinus.wsi.jpeg.StoredColour;
import org.acinus.wsi.tiff.TiffDirectory;
import org.acinus.wsi.tiff.TiffTag;
import org.acinus.wsi.tiff.TileTable;

/// One image whose tiles can be decoded here: chunky 8-bit RGB, the right way up.
///
/// @param width in pixels
/// @param height in pixels
public record StoredImage(
        TiffDirectory directory, long width, long height, TileLayout layout, TileTable table, TileCoding coding) {
    private static final int MOST_TILE_PIXELS = 1 << 24;
    private static final int MOST_TILES = 1 << 24;
    private static final int MOST_TABLE_BYTES = 1 << 16;

    private static final int RGB = 2;
    private static final int YCBCR = 6;
    private static final int HORIZONTAL_DIFFERENCES = 2;

    /// Whether an image is stored in tiles at all.
    static boolean isTiled(TiffDirectory directory) {
        return directory.has(TiffTag.TILE_WIDTH) && directory.has(TiffTag.TILE_LENGTH);
    }

    /// Reads how an image is stored, and where its tiles are.
    ///
    /// @throws NotDirectException where it is stored in a way that is not known here
    /// @throws CorruptSlideException where the directory contradicts itself
    static StoredImage of(TiffDirectory directory) throws IOException, NotDirectException {
        if (!isTiled(directory)) {
            throw new NotDirectException(directory.name() + " is stored in strips, not in tiles");
        }
        if (!directory.has(TiffTag.TILE_OFFSETS) && directory.has(TiffTag.STRIP_OFFSETS)) {
            throw new NotDirectException(
                    directory.name() + " lists its tiles as strips, as writers before TIFF 6.0 did");
        }
        requireRgb(directory);
        long width = dimension(directory, TiffTag.IMAGE_WIDTH, Integer.MAX_VALUE);
        long height = dimension(directory, TiffTag.IMAGE_LENGTH, Integer.MAX_VALUE);
        int tileWidth = (int) dimension(directory, TiffTag.TILE_WIDTH, MOST_TILE_PIXELS);
        int tileHeight = (int) dimension(directory, TiffTag.TILE_LENGTH, MOST_TILE_PIXELS);
        TileLayout layout = TileLayout.covering(width, height, tileWidth, tileHeight);
        if ((long) tileWidth * tileHeight > MOST_TILE_PIXELS || layout.tiles() > MOST_TILES) {
            throw new NotDirectException(directory.name() + " has " + layout.tiles() + " tiles of " + tileWidth + " x "
                    + tileHeight + " px: too many, or too large");
        }
        TileCoding coding = coding(directory);
        TileTable table = directory.tiles((int) layout.tiles());
        return new StoredImage(directory, width, height, layout, table, coding);
    }

    private static long dimension(TiffDirectory directory, int tag, long most) throws IOException, NotDirectException {
        OptionalLong pixels = directory.number(tag);
        if (pixels.isEmpty() || pixels.getAsLong() < 1 || pixels.getAsLong() > most) {
            throw new NotDirectException(directory.name() + " has no size, or an absurd one");
        }
        return pixels.getAsLong();
    }

    private static void requireRgb(TiffDirectory directory) throws IOException, NotDirectException {
        long samples = directory.number(TiffTag.SAMPLES_PER_PIXEL, 1);
        if (samples != 3) {
            throw new NotDirectException(
                    directory.name() + " has " + samples + (samples == 1 ? " sample" : " samples") + " a pixel, not 3");
        }
        if (!directory.has(TiffTag.BITS_PER_SAMPLE) || !directory.allAre(TiffTag.BITS_PER_SAMPLE, 8)) {
            throw new NotDirectException(directory.name() + " has no 8-bit samples");
        }
        requireAll(directory, TiffTag.SAMPLE_FORMAT, "samples that are no unsigned integers");
        requireAll(directory, TiffTag.PLANAR_CONFIGURATION, "each colour in a plane of its own");
        requireAll(directory, TiffTag.ORIENTATION, "another orientation than the usual one");
        requireAll(directory, TiffTag.FILL_ORDER, "its bits the other way round");
        requireAll(directory, TiffTag.IMAGE_DEPTH, "several layers of depth");
    }

    /// Requires the usual value of a tag, which in each of these tags is 1 and may be left out.
    private static void requireAll(TiffDirectory directory, int tag, String otherwise)
            throws IOException, NotDirectException {
        if (!directory.allAre(tag, 1)) {
            throw new NotDirectException(directory.name() + " has " + otherwise);
        }
    }

    private static TileCoding coding(TiffDirectory directory) throws IOException, NotDirectException {
        long photometric = directory.number(TiffTag.PHOTOMETRIC, -1);
        long compression = directory.number(TiffTag.COMPRESSION, 1);
        if (compression == 7) {
            return jpeg(directory, photometric);
        }
        if (photometric != RGB) {
            throw new NotDirectException(
                    directory.name() + " is not stored in RGB (photometric interpretation " + photometric + ")");
        }
        return switch ((int) compression) {
            case 1 -> new TileCoding.Lossless(TileCoding.Packing.NONE, false);
            case 5 -> new TileCoding.Lossless(TileCoding.Packing.LZW, differences(directory));
            case 8, 32946 -> new TileCoding.Lossless(TileCoding.Packing.DEFLATE, differences(directory));
            default ->
                throw new NotDirectException(
                        directory.name() + " has compression " + compression + ", which is not known here");
        };
    }

    private static boolean differences(TiffDirectory directory) throws IOException, NotDirectException {
        long predictor = directory.number(TiffTag.PREDICTOR, 1);
        if (predictor != 1 && predictor != HORIZONTAL_DIFFERENCES) {
            throw new NotDirectException(directory.name() + " has predictor " + predictor);
        }
        return predictor == HORIZONTAL_DIFFERENCES;
    }

    private static TileCoding jpeg(TiffDirectory directory, long photometric) throws IOException, NotDirectException {
        if (photometric != RGB && photometric != YCBCR) {
            throw new NotDirectException(directory.name() + " is JPEG in neither RGB nor YCbCr (photometric"
                    + " interpretation " + photometric + ")");
        }
        StoredColour colour = photometric == YCBCR ? StoredColour.YCBCR : StoredColour.RGB;
        Optional<byte[]> tables = directory.octets(TiffTag.JPEG_TABLES, MOST_TABLE_BYTES);
        try {
            return tables.isPresent()
                    ? new TileCoding.Jpeg(JpegTables.of(tables.get()), tables.get(), colour)
                    : new TileCoding.Jpeg(JpegTables.NONE, new byte[0], colour);
        } catch (JpegException broken) {
            throw new CorruptSlideException(
                    "The JPEG tables of " + directory.name() + " are broken: " + broken.getMessage());
        }
    }
}
