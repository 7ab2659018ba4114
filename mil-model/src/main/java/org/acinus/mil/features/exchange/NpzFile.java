package org.acinus.mil.features.exchange;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.features.FeatureBag;
import org.acinus.mil.features.FeaturePrecision;
import org.acinus.tiling.TileFrame;

/// Writes NumPy's NPZ: a zip of arrays in the format NPY 1.0 (numpy.lib.format), little-endian, C order.
final class NpzFile {
    /// The header's length with magic and version is a multiple of this.
    private static final int ALIGNMENT = 64;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private NpzFile() {}

    static void write(FeatureBag bag, Path file) throws IOException {
        FeatureMatrix features = bag.features();
        List<TileFrame> tiles = bag.tiles();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            // Embeddings do not compress; the entries are deflated without compression, so that sizes come after.
            zip.setLevel(Deflater.NO_COMPRESSION);
            boolean half = bag.header().precision() == FeaturePrecision.FLOAT16;
            array(zip, "features", half ? "<f2" : "<f4", features.size(), features.dimension(), (row, into) -> {
                for (int i = 0; i < features.dimension(); i++) {
                    if (half) {
                        into.putShort(Float.floatToFloat16(features.at(row, i)));
                    } else {
                        into.putFloat(features.at(row, i));
                    }
                }
            });
            array(
                    zip,
                    "coords",
                    "<i8",
                    tiles.size(),
                    2,
                    (row, into) -> into.putLong(tiles.get(row).x0())
                            .putLong(tiles.get(row).y0()));
            array(
                    zip,
                    "addresses",
                    "<i4",
                    tiles.size(),
                    2,
                    (row, into) -> into.putInt(tiles.get(row).address().column())
                            .putInt(tiles.get(row).address().row()));
            array(
                    zip,
                    "sizes",
                    "<f8",
                    tiles.size(),
                    2,
                    (row, into) -> into.putDouble(tiles.get(row).width0())
                            .putDouble(tiles.get(row).height0()));
            zip.putNextEntry(new ZipEntry("header.json"));
            zip.write(new JsonMapper().writeValueAsBytes(bag.header().metadata()));
            zip.closeEntry();
        }
    }

    private static void array(
            ZipOutputStream zip, String name, String type, int rows, int columns, BiConsumer<Integer, ByteBuffer> row)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
        int length = MAGIC.length + Short.BYTES + text.length() + 1;
        int padding = Math.floorMod(-length, ALIGNMENT);
        byte[] header = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        zip.write(MAGIC);
        zip.write(header.length & 0xff);
        zip.write(header.length >> 8);
        zip.write(header);
        int bytes = columns * (type.charAt(2) - '0');
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows; i++) {
            buffer.clear();
            row.accept(i, buffer);
            zip.write(buffer.array(), 0, bytes);
        }
        zip.closeEntry();
    }
}
