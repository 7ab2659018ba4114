package org.acinus.cli.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system in memory of a few pages, where this machine lets us mount one.
final class SmallDisk implements Closeable {
    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /// Mounts it over an empty folder.
    ///
    /// @throws FaultCase.SkippedException where that is not permitted
    static SmallDisk mount(Path place, String size)
            throws IOException, InterruptedException, FaultCase.SkippedException {
        if (run("mount", "-t", "tmpfs", "-o", "size=" + size, "acinus-fault", place.toString()) != 0) {
            throw new FaultCase.SkippedException("mounting a small disk is not permitted here");
        }
        return new SmallDisk(place);
    }

    void resize(String size) throws IOException, InterruptedException {
        if (run("mount", "-o", "remount,size=" + size, place.toString()) != 0) {
            throw new IOException("cannot resize " + place);
        }
    }

    /// Writes a file until there is no space left.
    static void fill(Path ballast) throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(ballast).getUsableSpace() > 0) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(ballast).getUsableSpace() > block.length) {
                throw full;
            }
        }
    }

    private static int run(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", place.toString());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
