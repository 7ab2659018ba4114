package org.acinus.wsi.write.plane;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.acinus.wsi.write.container.TiffFileWriter;
import org.acinus.wsi.write.container.TiffTags;

/// Writes planes of floats as an OME-TIFF 6 pyramid: one page a channel, its reduced levels as SubIFDs, 256 px tiles,
/// deflate, little-endian.
///
/// Levels shrink by two until the longer side is at most 256 px; a pixel is the mean of those pixels of its block that
/// have a value. Memory is one row of tiles a level. The file appears under its own name only when it is complete.
/// Thread-safe; each call writes one file.
public final class PlanePyramidWriter {
    private static final int COARSEST = 256;
    private static final int REDUCED_IMAGE = 1;
    private static final int CENTIMETRE = 3;
    private static final double MICRONS_PER_CENTIMETRE = 1e4;
    private static final int RESOLUTION_DENOMINATOR = 1000;
    private static final double CLASSIC_BYTES = 3.9e9;

    private PlanePyramidWriter() {}

    /// Writes one file.
    ///
    /// @param source as many planes as the description has channels
    /// @param target replaced where it exists
    /// @throws IOException where the file cannot be written; nothing is left behind then
    public static void write(PlaneSource source, PlaneDescription description, Path target) throws IOException {
        double bytes = 1.5
                * Float.BYTES
                * source.width()
                * source.height()
                * description.channels().size();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (TiffFileWriter file = TiffFileWriter.create(target, bytes > CLASSIC_BYTES)) {
            List<TiffTags> pages = new ArrayList<>();
            for (int plane = 0; plane < description.channels().size(); plane++) {
                List<PlaneLevel> levels = levels(source.width(), source.height());
                writePlane(source, plane, levels, file, deflater);
                pages.add(page(levels, description, file.big()));
            }
            String xml = new PlaneXml(description, source.width(), source.height()).text();
            pages.getFirst().text(TiffTags.IMAGE_DESCRIPTION, xml);
            file.finish(pages);
        } finally {
            deflater.end();
        }
    }

    private static List<PlaneLevel> levels(int fullWidth, int fullHeight) {
        List<PlaneLevel> levels = new ArrayList<>();
        int width = fullWidth;
        int height = fullHeight;
        levels.add(new PlaneLevel(width, height));
        while (Math.max(width, height) > COARSEST && Math.min(width, height) >= PlaneLevel.STEP) {
            width /= PlaneLevel.STEP;
            height /= PlaneLevel.STEP;
            levels.add(new PlaneLevel(width, height));
        }
        return levels;
    }

    private static void writePlane(
            PlaneSource source, int plane, List<PlaneLevel> levels, TiffFileWriter file, Deflater deflater)
            throws IOException {
        for (int y = 0; y < source.height(); y += PlaneLevel.TILE) {
            int rows = Math.min(PlaneLevel.TILE, source.height() - y);
            source.read(plane, y, rows, levels.getFirst().rows());
            levels.getFirst().advance(rows);
            pass(levels, 0, file, deflater);
        }
    }

    /// Writes a level's band when it is complete, after the next level has had its means.
    private static void pass(List<PlaneLevel> levels, int at, TiffFileWriter file, Deflater deflater)
            throws IOException {
        PlaneLevel level = levels.get(at);
        if (!level.isComplete()) {
            return;
        }
        if (at + 1 < levels.size()) {
            levels.get(at + 1).average(level);
        }
        level.flush(file, deflater);
        if (at + 1 < levels.size()) {
            pass(levels, at + 1, file, deflater);
        }
    }

    private static TiffTags page(List<PlaneLevel> levels, PlaneDescription description, boolean big) {
        List<TiffTags> reduced = levels.stream()
                .skip(1)
                .map(level -> level.directory(big).number(TiffTags.NEW_SUBFILE_TYPE, REDUCED_IMAGE))
                .toList();
        return levels.getFirst()
                .directory(big)
                .number(TiffTags.NEW_SUBFILE_TYPE, 0)
                .text(TiffTags.SOFTWARE, description.software())
                .rational(TiffTags.X_RESOLUTION, perCentimetre(description.pixelMicronsX()), RESOLUTION_DENOMINATOR)
                .rational(TiffTags.Y_RESOLUTION, perCentimetre(description.pixelMicronsY()), RESOLUTION_DENOMINATOR)
                .shorts(TiffTags.RESOLUTION_UNIT, CENTIMETRE)
                .children(reduced);
    }

    private static long perCentimetre(double microns) {
        return Math.round(RESOLUTION_DENOMINATOR * MICRONS_PER_CENTIMETRE / microns);
    }
}
