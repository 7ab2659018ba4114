package org.acinus.wsi.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideFileTest {
    private static final int BYTES = 10_000;

    @TempDir
    private Path folder;

    private Path file() throws IOException {
        byte[] content = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            content[i] = (byte) (i % 251);
        }
        return Files.write(folder.resolve("slide.svs"), content);
    }

    private static byte[] read(SlideFile file, long position, int count) throws IOException {
        byte[] bytes = new byte[count];
        file.read(position, MemorySegment.ofArray(bytes));
        return bytes;
    }

    @Test
    void anInterruptedThreadReadsOnAndStaysInterrupted() throws IOException {
        try (SlideFile file = SlideFile.open(file())) {
            Thread.currentThread().interrupt();
            assertThat(read(file, 251, 3)).containsExactly(0, 1, 2);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(read(file, 252, 1)).containsExactly(1);
        }
    }

    @Test
    void interruptingOneThreadDoesNotTakeTheFileFromOthers() throws Exception {
        try (SlideFile file = SlideFile.open(file());
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> readings = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                boolean interrupted = thread % 2 == 0;
                readings.add(threads.submit(() -> readOften(file, interrupted)));
            }
            for (Future<Boolean> reading : readings) {
                assertThat(reading.get()).isTrue();
            }
        }
    }

    private static boolean readOften(SlideFile file, boolean interrupted) throws IOException {
        boolean right = true;
        for (int i = 0; i < 500; i++) {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            right &= read(file, i, 1)[0] == (byte) (i % 251);
            right &= Thread.interrupted() == interrupted;
        }
        return right;
    }

    @Test
    void aFileThatBecameShorterIsAnErrorAndNoCrash() throws IOException {
        Path path = file();
        try (SlideFile file = SlideFile.open(path);
                FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(100);
            assertThatThrownBy(() -> read(file, 90, 20))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("ends at byte 100");
        }
    }

    @Test
    void aFileThatWasReplacedIsNotReadOn() throws IOException {
        Path path = file();
        try (SlideFile file = SlideFile.open(path)) {
            Path other = Files.write(folder.resolve("other"), new byte[BYTES]);
            Files.setLastModifiedTime(other, FileTime.fromMillis(0));
            Files.move(other, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> read(file, 0, 10))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("changed");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aClosedFileIsNotOpenedAgain() throws IOException {
        SlideFile file = SlideFile.open(file());
        file.close();
        assertThatThrownBy(() -> read(file, 0, 10)).isInstanceOf(IllegalStateException.class);
    }
}
