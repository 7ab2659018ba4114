package org.acinus.export.qupath;

import java.io.IOException;
import java.io.OutputStream;
import org.acinus.export.SlideReport;
import org.acinus.export.TestingReports;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileSource;

/// A process that exports so many tiles, none of which it keeps, and prints how many bytes that made.
final class ManyTiles {
    private static final int COLUMNS = 1000;

    private ManyTiles() {}

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        TileSource tiles = sink -> {
            for (int i = 0; i < count; i++) {
                double contribution = i / COLUMNS % 50 < 25 ? 1e-5 : -1e-5;
                sink.accept(TestingTiles.scored(
                        TestingTiles.frame(i % COLUMNS, i / COLUMNS, 512.5), 1.0 / count, contribution));
            }
        };
        SlideReport few = TestingReports.cancer(TestingReports.fourTiles());
        CountingStream out = new CountingStream();
        new QuPathGeoJsonWriter(QuPathFrame.FULL)
                .write(new SlideReport(few.slide(), few.result(), few.notice(), tiles), out);
        System.out.println(out.bytes);
    }

    private static final class CountingStream extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] written, int offset, int length) {
            bytes += length;
        }
    }
}
