package org.acinus.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.acinus.intake.folder.DropFolder;
import org.acinus.intake.gate.GateSettings;

/// A drop folder, a clock that stands still unless told, and small files to drop.
final class Drops {
    static final Duration QUIET = Duration.ofSeconds(60);
    static final Duration PATIENCE = Duration.ofHours(1);

    private final Path root;
    private final DropFolderWatcher watcher;
    private long nanos = 17;

    Drops(Path root, GateSettings.Proof proof) throws IOException {
        this.root = root;
        this.watcher = new DropFolderWatcher(
                new DropFolder(root, List.of()), new GateSettings(QUIET, Duration.ZERO, 1, PATIENCE, proof));
    }

    Drops(Path root) throws IOException {
        this(root, GateSettings.Proof.NONE);
    }

    Round look() throws IOException {
        return watcher.look(nanos);
    }

    Round lookAfter(Duration duration) throws IOException {
        nanos += duration.toNanos();
        return look();
    }

    /// Two looks a quiet period apart: what is whole now passes in the second.
    Round settle() throws IOException {
        look();
        return lookAfter(QUIET);
    }

    Path write(String name, byte[] bytes) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A little-endian TIFF of one 16 × 16 grey strip: 8 bytes of header, 256 of pixels, then the directory.
    static byte[] tiff() {
        int[][] tags = {{256, 16}, {257, 16}, {258, 8}, {259, 1}, {262, 1}, {273, 8}, {277, 1}, {278, 16}, {279, 256}};
        ByteBuffer file =
                ByteBuffer.allocate(8 + 256 + 2 + 12 * tags.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + 256);
        for (int i = 0; i < 256; i++) {
            file.put((byte) (i | 1));
        }
        file.putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        }
        return file.putInt(0).array();
    }
}
