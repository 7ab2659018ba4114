package org.acinus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TileBarTest {
    private final AtomicLong nanos = new AtomicLong(-7_000_000_000L);
    private final TileBar bar = new TileBar(nanos::get);

    private String after(double seconds, int done, int total) {
        nanos.addAndGet((long) (seconds * 1e9));
        return bar.at(done, total);
    }

    @Test
    void beforeTheFirstTilesThereIsNoPace() {
        assertThat(bar.at(0, 0)).isEqualTo("[" + "·".repeat(30) + "] 0/0 tiles");
        assertThat(after(30, 0, 7262)).isEqualTo("[" + "·".repeat(30) + "] 0/7,262 tiles");
        assertThat(after(1, 8, 7262)).isEqualTo("[" + "·".repeat(30) + "] 8/7,262 tiles");
    }

    @Test
    void paceIsThatSinceTheFirstTilesAndTimeLeftFollowsFromIt() {
        after(100, 10, 1000);
        // 190 tiles in two seconds, 800 to go.
        assertThat(after(2, 200, 1000))
                .isEqualTo("[" + "#".repeat(6) + "·".repeat(24) + "] 200/1,000 tiles, 95/s, 9 s left");
        // 500 in four seconds; the rest in 3.92.
        assertThat(after(2, 510, 1000)).endsWith("510/1,000 tiles, 125/s, 4 s left");
        assertThat(after(4, 1000, 1000)).isEqualTo("[" + "#".repeat(30) + "] 1,000/1,000 tiles, 124/s, 0 s left");
    }

    @Test
    void longTimesAreInMinutesAndHours() {
        after(0, 1, 100_000);
        assertThat(after(10, 41, 3_900)).endsWith(", 4.0/s, 16 min left");
        // 3.96 a second; 99,600 in 6.98 hours.
        assertThat(after(91, 401, 100_000)).endsWith(", 4.0/s, 6 h 59 min left");
    }

    @Test
    void slowerThanOneTileASecondIsToldToo() {
        after(0, 1, 10);
        assertThat(after(8, 3, 10)).endsWith("3/10 tiles, 0.3/s, 28 s left");
    }
}
