package org.acinus.wsi.openslide;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.acinus.wsi.FormulaSlide;

/// A small 3DHISTECH slide drawn by [FormulaSlide]'s formula: a canvas of 640 x 512 px, of which only the
/// rectangle (128, 128) to (512, 384) was scanned, two levels, PNG tiles of 64 px, a grey background.
///
/// The structure is that of Slidedat.ini, Index.dat and Data0000.dat as OpenSlide's page on the format
/// describes it.
public final class MrxsSketch {
    static final int TILE = 64;
    static final int COLUMNS = 10;
    static final int ROWS = 8;
    static final int FIRST_COLUMN = 2;
    static final int FIRST_ROW = 2;
    static final int END_COLUMN = 8;
    static final int END_ROW = 6;
    static final double SPACING = 0.23;
    static final int BACKGROUND = 0xC8D2DC;

    /// Words that a real slide's file has in places where they name a patient.
    static final String CANARY = "Canary^Patient";

    private static final String SLIDE_ID = "0123456789ABCDEF0123456789ABCDEF";

    private MrxsSketch() {}

    /// Writes `NAME.mrxs` and its folder.
    ///
    /// @return the `.mrxs` file
    public static Path write(Path folder, String name) throws IOException {
        Path parts = Files.createDirectories(folder.resolve(name));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<List<int[]>> levels = List.of(tiles(data, 1), tiles(data, 2));
        Files.write(parts.resolve("Data0000.dat"), data.toByteArray());
        Files.write(parts.resolve("Index.dat"), index(levels));
        Files.writeString(parts.resolve("Slidedat.ini"), slidedat(), StandardCharsets.UTF_8);
        return Files.write(folder.resolve(name + ".mrxs"), new byte[] {0});
    }

    /// Appends the tiles of one level.
    ///
    /// @return number, offset and length of each
    private static List<int[]> tiles(ByteArrayOutputStream data, int step) throws IOException {
        List<int[]> tiles = new ArrayList<>();
        for (int row = FIRST_ROW; row < END_ROW; row += step) {
            for (int column = FIRST_COLUMN; column < END_COLUMN; column += step) {
                byte[] png = png(column * TILE, row * TILE, step);
                tiles.add(new int[] {row * COLUMNS + column, data.size(), png.length});
                data.write(png);
            }
        }
        return tiles;
    }

    private static byte[] png(int x0, int y0, int step) throws IOException {
        BufferedImage image = new BufferedImage(TILE, TILE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < TILE; y++) {
            for (int x = 0; x < TILE; x++) {
                image.setRGB(x, y, rgb(x0 + x * step, y0 + y * step));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    /// The drawn colour of a level-0 pixel.
    static int rgb(long x0, long y0) {
        return FormulaSlide.value(x0, y0, 0) << 16 | FormulaSlide.value(x0, y0, 1) << 8 | FormulaSlide.value(x0, y0, 2);
    }

    private static byte[] index(List<List<int[]>> levels) {
        byte[] head = ("01.02" + SLIDE_ID).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer index = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        int roots = head.length + 8;
        index.put(head).putInt(roots).putInt(0);
        int page = roots + 4 * levels.size();
        for (int level = 0; level < levels.size(); level++) {
            List<int[]> tiles = levels.get(level);
            index.putInt(roots + 4 * level, page);
            index.position(page);
            // An empty list, then the page.
            index.putInt(0).putInt(page + 8).putInt(tiles.size()).putInt(0);
            for (int[] tile : tiles) {
                index.putInt(tile[0]).putInt(tile[1]).putInt(tile[2]).putInt(0);
            }
            page = index.position();
        }
        byte[] bytes = new byte[page];
        index.get(0, bytes);
        return bytes;
    }

    private static String slidedat() {
        StringBuilder ini = new StringBuilder("\uFEFF[GENERAL]\n")
                .append("SLIDE_ID = " + SLIDE_ID + "\n")
                .append("SLIDE_NAME = " + CANARY + "\n")
                .append("PROJECT_NAME = " + CANARY + "\n")
                .append("SLIDE_CREATIONDATETIME = 01/02/2003 04:05:06\n")
                .append("IMAGENUMBER_X = " + COLUMNS + "\n")
                .append("IMAGENUMBER_Y = " + ROWS + "\n")
                .append("OBJECTIVE_MAGNIFICATION = 40\n")
                .append("CameraImageDivisionsPerSide = 1\n")
                .append("[HIERARCHICAL]\nHIER_COUNT = 1\nNONHIER_COUNT = 0\nINDEXFILE = Index.dat\n")
                .append("HIER_0_NAME = Slide zoom level\nHIER_0_COUNT = 2\n")
                .append("HIER_0_VAL_0_SECTION = LEVEL_0\nHIER_0_VAL_1_SECTION = LEVEL_1\n")
                .append("[DATAFILE]\nFILE_COUNT = 1\nFILE_0 = Data0000.dat\n");
        for (int level = 0; level < 2; level++) {
            int bgr = (BACKGROUND & 0xFF) << 16 | (BACKGROUND & 0xFF00) | BACKGROUND >> 16;
            ini.append("[LEVEL_" + level + "]\n")
                    .append("IMAGE_CONCAT_FACTOR = " + level + "\n")
                    .append("OVERLAP_X = 0\nOVERLAP_Y = 0\n")
                    .append("MICROMETER_PER_PIXEL_X = " + SPACING * (1 + level) + "\n")
                    .append("MICROMETER_PER_PIXEL_Y = " + SPACING * (1 + level) + "\n")
                    .append("IMAGE_FILL_COLOR_BGR = " + bgr + "\n")
                    .append("DIGITIZER_WIDTH = " + TILE + "\nDIGITIZER_HEIGHT = " + TILE + "\n")
                    .append("IMAGE_FORMAT = PNG\n");
        }
        return ini.toString();
    }
}
