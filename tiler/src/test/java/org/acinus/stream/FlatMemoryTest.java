package org.acinus.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What a process takes at most, however many tiles it streams: under a heap of 48 MB, touched from the start.
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class FlatMemoryTest {
    private static final long FEW = 1_000;
    private static final long MANY = 500_000;
    private static final long SLACK_KIBIBYTES = 12 << 10;

    @Test
    void halfAMillionTilesTakeNoMoreMemoryThanAThousand() throws Exception {
        long few = peak(FEW);
        long many = peak(MANY);
        // 48 MB of heap, 32 MB of tiles, and the machine's own.
        assertThat(many).isLessThan(250 << 10);
        assertThat(many).isCloseTo(few, within(SLACK_KIBIBYTES));
    }

    private static long peak(long tiles) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-Xms48m",
                        "-Xmx48m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-XX:MaxDirectMemorySize=8m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        VirtualSlideStreaming.class.getName(),
                        String.valueOf(tiles)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        String[] words = said.strip().split(" ", -1);
        assertThat(Long.parseLong(words[0])).isEqualTo(tiles);
        return Long.parseLong(words[1]);
    }
}
