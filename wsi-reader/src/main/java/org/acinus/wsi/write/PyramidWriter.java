package org.acinus.wsi.write;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.write.container.PieceIndex;
import org.acinus.wsi.write.container.TiffFileWriter;
import org.acinus.wsi.write.encode.TileCompression;
import org.acinus.wsi.write.encode.TileEncoder;

/// Writes a [PixelSource] as a tiled, multi-resolution TIFF, row of tiles by row of tiles.
///
/// Every level is averaged from the one above. Memory is one row of tiles a level, whatever the slide's height. The
/// bytes do not depend on the number of threads. A slide that may pass 3.9 GB becomes a BigTIFF. The file appears
/// under its own name only when it is complete.
///
/// Thread-safe; each call writes one file.
public final class PyramidWriter {
    private static final double CLASSIC_BYTES = 3.9e9;

    private final PyramidSpec spec;
    private final int threads;
    private final boolean alwaysBig;

    /// @param threads that draw and compress tiles, at least 1
    public PyramidWriter(PyramidSpec spec, int threads) {
        this(spec, threads, false);
    }

    private PyramidWriter(PyramidSpec spec, int threads, boolean alwaysBig) {
        this.spec = spec;
        this.threads = threads;
        this.alwaysBig = alwaysBig;
    }

    /// A writer of BigTIFFs whatever their size: for readers that accept nothing else, and for tests.
    public PyramidWriter alwaysBig() {
        return new PyramidWriter(spec, threads, true);
    }

    /// Writes one slide.
    ///
    /// @param target replaced where it exists
    /// @throws IOException where the file cannot be written; nothing is left behind then
    /// @throws InterruptedIOException where this thread is interrupted
    public void write(PixelSource source, SlideDescription description, Path target, WriteProgress progress)
            throws IOException {
        LevelPlan plan = LevelPlan.of(source.width(), source.height(), spec);
        try (TiffFileWriter file = TiffFileWriter.create(target, alwaysBig || mayPassFourGigabytes(plan, spec));
                TileCrew crew = new TileCrew(spec, threads)) {
            new Run(source, plan, file, crew, progress).write(description);
        }
    }

    /// Whether a slide of this plan may not fit into a classic TIFF; a guess on the safe side.
    static boolean mayPassFourGigabytes(LevelPlan plan, PyramidSpec spec) {
        double bytesPerPixel = switch (spec.compression()) {
            // Three times what tissue takes at quality 75; noise at quality 100 stays below three bytes.
            case TileCompression.Jpeg jpeg -> jpeg.quality() <= 90 ? 1 : 3;
            case TileCompression.Deflate deflate -> 3.01;
        };
        double pixels = (double) plan.tiles(spec.tilePixels()) * spec.tilePixels() * spec.tilePixels();
        return pixels * bytesPerPixel > CLASSIC_BYTES;
    }

    /// One file being written.
    private final class Run {
        private final PixelSource source;
        private final LevelPlan plan;
        private final TiffFileWriter file;
        private final TileCrew crew;
        private final WriteProgress progress;
        private final List<LevelStrip> strips = new ArrayList<>();
        private final List<PieceIndex> indexes = new ArrayList<>();
        private final Thumbnail thumbnail;
        private final long total;
        private long done;

        Run(PixelSource source, LevelPlan plan, TiffFileWriter file, TileCrew crew, WriteProgress progress) {
            this.source = source;
            this.plan = plan;
            this.file = file;
            this.crew = crew;
            this.progress = progress;
            this.total = plan.tiles(spec.tilePixels());
            int thumbnailLevel = Math.min(1, plan.levels().size() - 1);
            this.thumbnail = new Thumbnail(plan.levels().get(thumbnailLevel), plan.thumbnail());
            boolean isPyramid = plan.levels().size() > 1;
            for (LevelPlan.Size size : plan.levels()) {
                strips.add(new LevelStrip(size, spec.tilePixels(), !strips.isEmpty() || !isPyramid));
                indexes.add(new PieceIndex(size.tiles(spec.tilePixels())));
            }
        }

        void write(SlideDescription description) throws IOException {
            LevelStrip top = strips.getFirst();
            long height = source.height();
            while (top.y() < height) {
                top.advance((int) Math.min(spec.tilePixels(), height - top.y()));
                writeRow(0);
            }
            file.finish(new PyramidPages(plan, spec, file, crew).directories(description, indexes, thumbnail));
        }

        /// Compresses a complete row of tiles and passes its averages on to the next level.
        private void writeRow(int level) throws IOException {
            LevelStrip strip = strips.get(level);
            boolean isLast = level + 1 == strips.size();
            List<Future<byte[]>> tiles = new ArrayList<>();
            for (int x = 0; x < strip.width(); x += spec.tilePixels()) {
                int left = x;
                tiles.add(crew.submit(encoder -> encode(encoder, level, left)));
            }
            for (Future<byte[]> tile : tiles) {
                byte[] bytes = await(tile);
                indexes.get(level).add(file.append(bytes), bytes.length);
            }
            if (level == Math.min(1, strips.size() - 1)) {
                thumbnail.accept(strip.pixels(), strip.filled());
            }
            done += tiles.size();
            progress.wrote(done, total);
            int averaged = strip.filled() / spec.step();
            strip.clear();
            if (!isLast) {
                strips.get(level + 1).advance(averaged);
                if (strips.get(level + 1).isComplete()) {
                    writeRow(level + 1);
                }
            }
        }

        /// Runs on a thread of the crew.
        private byte[] encode(TileEncoder encoder, int level, int left) {
            LevelStrip strip = strips.get(level);
            int columns = Math.min(spec.tilePixels(), strip.width() - left);
            byte[] pixels = encoder.pixels();
            if (level == 0) {
                source.read(left, strip.y(), new RgbBuffer(MemorySegment.ofArray(pixels), columns, strip.filled()));
                if (strips.size() == 1) {
                    strip.put(left, columns, pixels);
                }
            } else {
                strip.copy(left, columns, pixels);
            }
            if (level + 1 < strips.size()) {
                strips.get(level + 1).average(pixels, columns, strip.filled(), left / spec.step(), spec.step());
            }
            TilePadding.replicate(pixels, columns, strip.filled(), spec.tilePixels());
            return encoder.encode(spec.tilePixels());
        }
    }

    private static byte[] await(Future<byte[]> tile) throws IOException {
        try {
            return tile.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while writing a slide");
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IOException("A tile could not be made", failure.getCause());
            }
        }
    }
}
