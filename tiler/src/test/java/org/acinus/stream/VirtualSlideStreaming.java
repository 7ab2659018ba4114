package org.acinus.stream;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SpacingFinding;
import org.acinus.wsi.metadata.SpacingSource;

/// Streams the first tiles of a slide of 200,000 x 200,000 pixels that is no file but a formula, and prints
/// `tiles peak-resident-KiB`. A program of its own, so that its memory is its own.
public final class VirtualSlideStreaming {
    private static final long SIDE = 200_000;
    private static final int TILE = 256;

    private VirtualSlideStreaming() {}

    /// Every pixel of a region has the value of the region's origin.
    private record FormulaPixels(SlideMetadata metadata) implements Slide {
        static byte value(long x0, long y0) {
            return (byte) (x0 / TILE + 31 * (y0 / TILE));
        }

        @Override
        public void read(Region region, RgbBuffer into) {
            into.pixels().fill(value(region.x0(), region.y0()));
        }

        @Override
        public void close() {}
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long count = Long.parseLong(arguments[0]);
        SlideMetadata metadata = new SlideMetadata(
                "formula",
                "formula",
                List.of(new PyramidLevel(0, SIDE, SIDE, 1)),
                new SpacingFinding.Known(new PixelSpacing(0.5, 0.5, SpacingSource.VENDOR)),
                OptionalDouble.empty(),
                new Bounds(0, 0, SIDE, SIDE),
                List.of(),
                Map.of());
        TileGrid grid = TileGrid.over(metadata, TilingSpec.of(TILE, 0.5));
        TilePlan plan = TilePlan.of(grid, grid.rowMajor().limit(count));
        long seen = 0;
        try (Slide slide = new FormulaPixels(metadata);
                TileStream stream = DecodingTileStream.open(slide, plan, new StreamLimits(2, 32, 32L << 20))) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    seen += check(batch);
                }
            }
        }
        System.out.println(seen + " " + peakResidentKibibytes());
    }

    private static int check(TileBatch batch) {
        long bytes = RgbBuffer.byteSize(TILE, TILE);
        for (int i = 0; i < batch.tiles().size(); i++) {
            TileFrame tile = batch.tiles().get(i);
            byte expected = FormulaPixels.value(tile.x0(), tile.y0());
            if (batch.pixels().get(ValueLayout.JAVA_BYTE, i * bytes) != expected
                    || batch.pixels().get(ValueLayout.JAVA_BYTE, (i + 1) * bytes - 1) != expected) {
                throw new IllegalStateException(tile + " has another tile's pixels");
            }
        }
        return batch.tiles().size();
    }

    private static long peakResidentKibibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
