package org.acinus.cli.faults;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.acinus.wsi.jpeg.ChromaSubsampling;
import org.acinus.wsi.synthetic.SyntheticSlide;
import org.acinus.wsi.write.PyramidLayout;
import org.acinus.wsi.write.PyramidSpec;
import org.acinus.wsi.write.PyramidWriter;
import org.acinus.wsi.write.encode.TileCompression;

/// Small slides, good and bad, made here.
final class Slides {
    private static final int SIDE = 3000;
    private static final Set<String> FILES = Set.of("result.json", "tiles.csv", "heatmap.png");
    private static byte[] drawn = {};

    private Slides() {}

    /// A slide whose bytes no other seed has: the number stands after the picture, where no reader looks.
    static synchronized byte[] whole(long seed) {
        if (drawn.length == 0) {
            drawn = draw();
        }
        ByteBuffer bytes = ByteBuffer.allocate(drawn.length + Long.BYTES + 1);
        return bytes.put(drawn).putLong(seed).put((byte) 1).array();
    }

    private static byte[] draw() {
        try {
            Path file = Files.createTempFile("slide", ".svs");
            new PyramidWriter(
                            new PyramidSpec(
                                    256,
                                    PyramidSpec.APERIO_STEP,
                                    256,
                                    new TileCompression.Jpeg(75, ChromaSubsampling.C420),
                                    PyramidLayout.APERIO),
                            2)
                    .write(
                            SyntheticSlide.tissue(SIDE, SIDE, 5),
                            SyntheticSlide.drawn("fault", SyntheticSlide.SPACING_MICRONS),
                            file,
                            (done, total) -> {});
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The first part of a slide.
    static byte[] cut(double share) {
        byte[] whole = whole(1);
        // Nine bytes at the end belong to no tile.
        int length = (int) Math.min(whole.length - 10, Math.round(whole.length * share));
        return Arrays.copyOf(whole, length);
    }

    /// A slide with a hole of zeros in the middle of its pixels.
    static byte[] damaged(long seed) {
        byte[] bytes = whole(seed);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 400, (byte) 0);
        return bytes;
    }

    /// A one-directory TIFF of given tags, each a 32-bit number, with a text behind it as its description.
    static byte[] tiff(int[][] tags, String description, int next) {
        byte[] text = description.getBytes(StandardCharsets.UTF_8);
        int entries = tags.length + 1;
        int textAt = 8 + 2 + 12 * entries + 4;
        ByteBuffer file = ByteBuffer.allocate(textAt + text.length + 64).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) entries);
        boolean described = false;
        for (int[] tag : tags) {
            if (!described && tag[0] > 270) {
                describe(file, text.length, textAt);
                described = true;
            }
            file.putShort((short) tag[0]).putShort((short) 4).putInt(tag[1]).putInt(tag[2]);
        }
        if (!described) {
            describe(file, text.length, textAt);
        }
        return file.putInt(next).put(text).array();
    }

    /// One tile of 16,384 x 16,384 zeros, packed.
    static synchronized byte[] deflateBomb() throws IOException {
        int side = 16_384;
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(1))) {
            byte[] row = new byte[3 * side];
            for (int i = 0; i < side; i++) {
                out.write(row);
            }
        }
        String description = "Aperio Image Library |AppMag = 20|MPP = 0.5";
        int[][] tags = {
            {256, 1, side},
            {257, 1, side},
            {258, 1, 8},
            {259, 1, 8},
            {262, 1, 2},
            {277, 1, 3},
            {322, 1, side},
            {323, 1, side},
            {324, 1, 1024},
            {325, 1, packed.size()}
        };
        byte[] head = tiff(tags, description, 0);
        byte[] whole = Arrays.copyOf(head, 1024 + packed.size());
        System.arraycopy(packed.toByteArray(), 0, whole, 1024, packed.size());
        return whole;
    }

    private static void describe(ByteBuffer file, int length, int at) {
        file.putShort((short) 270).putShort((short) 2).putInt(length).putInt(at);
    }

    /// Result folders in which a file is missing or is no JSON; drafts are nobody's results.
    static int brokenResults(Path workspace) throws IOException {
        Path results = workspace.resolve("results");
        if (Files.notExists(results)) {
            return 0;
        }
        int broken = 0;
        try (Stream<Path> folders = Files.list(results)) {
            for (Path folder : folders.filter(
                            path -> !path.getFileName().toString().startsWith("."))
                    .toList()) {
                Path json = folder.resolve("result.json");
                if (Files.exists(json)) {
                    boolean whole = FILES.stream().allMatch(name -> Files.exists(folder.resolve(name)));
                    broken += whole && isJson(json) ? 0 : 1;
                }
            }
        }
        return broken;
    }

    /// Drafts of results and features: none once the watcher has seen the end of the worker.
    static int drafts(Path workspace) throws IOException {
        try (Stream<Path> all = Files.walk(workspace)) {
            return (int) all.filter(path -> path.toString().endsWith(".part")).count();
        }
    }

    private static boolean isJson(Path file) {
        try {
            return JsonMapper.builder().build().readTree(file.toFile()).isObject();
        } catch (IOException broken) {
            return false;
        }
    }

    /// Everything in the shared folder of hostile files whose ending a slide has.
    static List<Path> hostile(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".tif"))
                    .sorted()
                    .toList();
        }
    }
}
