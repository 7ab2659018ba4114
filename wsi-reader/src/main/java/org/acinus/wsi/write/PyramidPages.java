package org.acinus.wsi.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.acinus.wsi.write.container.PieceIndex;
import org.acinus.wsi.write.container.TiffFileWriter;
import org.acinus.wsi.write.container.TiffTags;
import org.acinus.wsi.write.encode.TileCompression;
import org.acinus.wsi.write.encode.TileEncoder;

/// The directories of a pyramid whose tiles are in the file already.
///
/// @param file takes the thumbnail's strips
record PyramidPages(LevelPlan plan, PyramidSpec spec, TiffFileWriter file, TileCrew crew) {
    private static final int THUMBNAIL_STRIP_ROWS = 16;
    private static final int THUMBNAIL_QUALITY = 80;
    private static final int REDUCED_IMAGE = 1;
    private static final int CENTIMETRE = 3;
    private static final double MICRONS_PER_CENTIMETRE = 1e4;
    private static final int RESOLUTION_DENOMINATOR = 1000;

    /// @param tiles where they lie, level by level
    List<TiffTags> directories(SlideDescription description, List<PieceIndex> tiles, Thumbnail thumbnail)
            throws IOException {
        return switch (spec.layout()) {
            case APERIO -> aperio(new AperioText(description, full(), spec), tiles, thumbnail);
            case OME_TIFF -> ome(description, tiles);
        };
    }

    private List<TiffTags> aperio(AperioText text, List<PieceIndex> tiles, Thumbnail thumbnail) throws IOException {
        List<TiffTags> directories = new ArrayList<>();
        for (int level = 0; level < plan.levels().size(); level++) {
            TiffTags tags = level(level, tiles);
            tags.number(TiffTags.NEW_SUBFILE_TYPE, 0);
            LevelPlan.Size size = plan.levels().get(level);
            directories.add(tags.text(TiffTags.IMAGE_DESCRIPTION, level == 0 ? text.ofLevel0() : text.ofReduced(size)));
        }
        directories.add(1, thumbnailDirectory(text, thumbnail));
        return directories;
    }

    private List<TiffTags> ome(SlideDescription description, List<PieceIndex> tiles) {
        List<TiffTags> reduced = new ArrayList<>();
        for (int level = 1; level < plan.levels().size(); level++) {
            reduced.add(level(level, tiles).number(TiffTags.NEW_SUBFILE_TYPE, REDUCED_IMAGE));
        }
        long pixelsPerCentimetre =
                Math.round(RESOLUTION_DENOMINATOR * MICRONS_PER_CENTIMETRE / description.spacingMicrons());
        return List.of(level(0, tiles)
                .number(TiffTags.NEW_SUBFILE_TYPE, 0)
                .text(TiffTags.IMAGE_DESCRIPTION, new OmeXml(description, full()).text())
                .text(TiffTags.SOFTWARE, description.software())
                .rational(TiffTags.X_RESOLUTION, pixelsPerCentimetre, RESOLUTION_DENOMINATOR)
                .rational(TiffTags.Y_RESOLUTION, pixelsPerCentimetre, RESOLUTION_DENOMINATOR)
                .shorts(TiffTags.RESOLUTION_UNIT, CENTIMETRE)
                .children(reduced));
    }

    private LevelPlan.Size full() {
        return plan.levels().getFirst();
    }

    private TiffTags level(int level, List<PieceIndex> tiles) {
        TiffTags tags = image(plan.levels().get(level))
                .number(TiffTags.TILE_WIDTH, spec.tilePixels())
                .number(TiffTags.TILE_LENGTH, spec.tilePixels());
        crew.describe(tags);
        tiles.get(level).describe(tags, TiffTags.TILE_OFFSETS, TiffTags.TILE_BYTE_COUNTS);
        return tags;
    }

    private TiffTags thumbnailDirectory(AperioText text, Thumbnail thumbnail) throws IOException {
        TileCompression compression = switch (spec.compression()) {
            case TileCompression.Jpeg jpeg ->
                new TileCompression.Jpeg(THUMBNAIL_QUALITY, jpeg.subsampling(), jpeg.engine());
            case TileCompression.Deflate deflate -> deflate;
        };
        TileEncoder encoder = TileEncoder.of(compression, thumbnail.width(), THUMBNAIL_STRIP_ROWS);
        PieceIndex strips = new PieceIndex(Math.ceilDiv(thumbnail.height(), THUMBNAIL_STRIP_ROWS));
        int rowBytes = 3 * thumbnail.width();
        for (int y = 0; y < thumbnail.height(); y += THUMBNAIL_STRIP_ROWS) {
            int rows = Math.min(THUMBNAIL_STRIP_ROWS, thumbnail.height() - y);
            System.arraycopy(thumbnail.pixels(), y * rowBytes, encoder.pixels(), 0, rows * rowBytes);
            byte[] bytes = encoder.encode(rows);
            strips.add(file.append(bytes), bytes.length);
        }
        TiffTags tags = image(plan.thumbnail())
                .number(TiffTags.NEW_SUBFILE_TYPE, 0)
                .text(TiffTags.IMAGE_DESCRIPTION, text.ofReduced(plan.thumbnail()))
                .number(TiffTags.ROWS_PER_STRIP, THUMBNAIL_STRIP_ROWS);
        encoder.describe(tags);
        encoder.release();
        strips.describe(tags, TiffTags.STRIP_OFFSETS, TiffTags.STRIP_BYTE_COUNTS);
        return tags;
    }

    private TiffTags image(LevelPlan.Size size) {
        return new TiffTags(file.big())
                .number(TiffTags.IMAGE_WIDTH, size.width())
                .number(TiffTags.IMAGE_LENGTH, size.height())
                .shorts(TiffTags.BITS_PER_SAMPLE, 8, 8, 8)
                .shorts(TiffTags.SAMPLES_PER_PIXEL, 3)
                .shorts(TiffTags.PLANAR_CONFIGURATION, 1);
    }
}
