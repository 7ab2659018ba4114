package org.acinus.wsi.openslide;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.wsi.FormulaSlide;

/// A small Leica slide drawn by [FormulaSlide]'s formula: a glass of 2000 x 1500 px at 0.5 µm, of which only
/// the rectangle at (600, 400), 512 x 384 px, was scanned, at two levels; and a picture of the whole glass.
///
/// A BigTIFF of uncompressed tiles whose first directory carries the XML that says where the scan lies.
public final class ScnSketch {
    static final int WIDTH = 2000;
    static final int HEIGHT = 1500;
    static final int LEFT = 600;
    static final int TOP = 400;
    static final int SCAN_WIDTH = 512;
    static final int SCAN_HEIGHT = 384;
    static final int STEP = 4;
    static final int NANOMETRES = 500;

    /// Words that a real slide's file has in places where they name a patient.
    static final String CANARY = "Canary-Patient";

    private static final int TILE = 128;
    private static final int TILE_BYTES = 3 * TILE * TILE;
    private static final int ENTRIES = 15;
    private static final int MACRO_WIDTH = 100;
    private static final int MACRO_HEIGHT = 75;

    private final ByteBuffer file = ByteBuffer.allocate(4 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private int pointerToNext = 8;

    private ScnSketch() {}

    /// Writes the slide.
    public static Path write(Path target) throws IOException {
        ScnSketch scn = new ScnSketch();
        scn.file
                .put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 43)
                .putShort((short) 8)
                .putShort((short) 0);
        scn.file.putLong(0);
        scn.image(MACRO_WIDTH, MACRO_HEIGHT, (x, y, channel) -> 200, xml());
        scn.image(SCAN_WIDTH, SCAN_HEIGHT, (x, y, channel) -> drawn(x, y, 1, channel), "");
        scn.image(SCAN_WIDTH / STEP, SCAN_HEIGHT / STEP, (x, y, channel) -> drawn(x, y, STEP, channel), "");
        byte[] bytes = new byte[scn.file.position()];
        scn.file.get(0, bytes);
        return Files.write(target, bytes);
    }

    private static int drawn(int x, int y, int step, int channel) {
        return FormulaSlide.value(LEFT + (long) x * step, TOP + (long) y * step, channel);
    }

    /// Colour of a pixel of one picture.
    private interface Drawing {
        int value(int x, int y, int channel);
    }

    private void image(int width, int height, Drawing drawing, String description) {
        int columns = (width + TILE - 1) / TILE;
        int rows = (height + TILE - 1) / TILE;
        int tiles = columns * rows;
        int pixelsAt = file.position();
        for (int tile = 0; tile < tiles; tile++) {
            tile(tile % columns * TILE, tile / columns * TILE, drawing);
        }
        int offsetsAt = file.position();
        for (int tile = 0; tile < tiles; tile++) {
            file.putLong(pixelsAt + (long) tile * TILE_BYTES);
        }
        int countsAt = file.position();
        for (int tile = 0; tile < tiles; tile++) {
            file.putLong(TILE_BYTES);
        }
        int textAt = file.position();
        byte[] text = (description + "\0").getBytes(StandardCharsets.UTF_8);
        file.put(text);
        file.putLong(pointerToNext, file.position());
        file.putLong(ENTRIES);
        entry(256, 4, 1, width);
        entry(257, 4, 1, height);
        entry(258, 3, 3, 8 | 8L << 16 | 8L << 32);
        entry(259, 3, 1, 1);
        entry(262, 3, 1, 2);
        entry(270, 2, text.length, text.length > 8 ? textAt : 0);
        entry(277, 3, 1, 3);
        entry(282, 5, 1, 20_000 | 1L << 32);
        entry(283, 5, 1, 20_000 | 1L << 32);
        entry(284, 3, 1, 1);
        entry(296, 3, 1, 3);
        entry(322, 3, 1, TILE);
        entry(323, 3, 1, TILE);
        entry(324, 16, tiles, tiles > 1 ? offsetsAt : pixelsAt);
        entry(325, 16, tiles, tiles > 1 ? countsAt : TILE_BYTES);
        pointerToNext = file.position();
        file.putLong(0);
    }

    private void tile(int left, int top, Drawing drawing) {
        for (int y = 0; y < TILE; y++) {
            for (int x = 0; x < TILE; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    file.put((byte) drawing.value(left + x, top + y, channel));
                }
            }
        }
    }

    private void entry(int tag, int type, long count, long value) {
        file.putShort((short) tag).putShort((short) type).putLong(count).putLong(value);
    }

    private static String xml() {
        return """
               <?xml version="1.0"?>
               <scn xmlns="http://www.leica-microsystems.com/scn/2010/10/01">
               <collection name="%s" sizeX="%d" sizeY="%d">
               <barcode>Q2FuYXJ5LVBhdGllbnQ=</barcode>
               <image name="%s"><creationDate>2003-01-02T03:04:05Z</creationDate><device model="Leica SCN400" version="1"/>
               <pixels sizeX="100" sizeY="75"><dimension sizeX="100" sizeY="75" r="0" ifd="0"/></pixels>
               <view sizeX="%d" sizeY="%d" offsetX="0" offsetY="0"/>
               %s</image>
               <image name="%s"><creationDate>2003-01-02T03:04:05Z</creationDate><device model="Leica SCN400" version="1"/>
               <pixels sizeX="%d" sizeY="%d"><dimension sizeX="%d" sizeY="%d" r="0" ifd="1"/>
               <dimension sizeX="%d" sizeY="%d" r="1" ifd="2"/></pixels>
               <view sizeX="%d" sizeY="%d" offsetX="%d" offsetY="%d"/>
               %s</image></collection></scn>""".formatted(
                        CANARY,
                        WIDTH * NANOMETRES,
                        HEIGHT * NANOMETRES,
                        CANARY,
                        WIDTH * NANOMETRES,
                        HEIGHT * NANOMETRES,
                        settings("0.60833"),
                        CANARY,
                        SCAN_WIDTH,
                        SCAN_HEIGHT,
                        SCAN_WIDTH,
                        SCAN_HEIGHT,
                        SCAN_WIDTH / STEP,
                        SCAN_HEIGHT / STEP,
                        SCAN_WIDTH * NANOMETRES,
                        SCAN_HEIGHT * NANOMETRES,
                        LEFT * NANOMETRES,
                        TOP * NANOMETRES,
                        settings("20"));
    }

    private static String settings(String objective) {
        return "<scanSettings><objectiveSettings><objective>" + objective
                + "</objective></objectiveSettings><illuminationSettings><illuminationSource>brightfield"
                + "</illuminationSource><numericalAperture>0.4</numericalAperture></illuminationSettings>"
                + "</scanSettings>";
    }
}
