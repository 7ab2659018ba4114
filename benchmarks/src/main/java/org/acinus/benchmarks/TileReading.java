package org.acinus.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.acinus.stream.TileReader;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.tissue.TissueTiles;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.group.RegionGroup;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One tissue tile of a real slide, read as its level is and averaged down by area.
///
/// The slide is named by `-p slide=FILE`; its tiles are read in order, round and round, so most stored tiles are in
/// OpenSlide's cache of 32 MiB on a small slide.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TileReading {
    /// The slide to read.
    @Param("slide.svs")
    @SuppressWarnings("NullAway.Init") // JMH sets it
    public String slide;

    /// Target spacing in µm per pixel: one that a level has, and one that none has.
    @Param({"0.5", "0.8"})
    public double spacingMicrons;

    @SuppressWarnings("NullAway.Init") // set up before the first measurement
    private Slide opened;

    @SuppressWarnings("NullAway.Init")
    private TilePlan plan;

    @SuppressWarnings("NullAway.Init")
    private RegionGroup regions;

    @SuppressWarnings("NullAway.Init")
    private TileReader reader;

    @SuppressWarnings("NullAway.Init")
    private MemorySegment pixels;

    private int next;

    /// Opens the slide and plans its tiles.
    @Setup
    public void open() {
        opened = SlideFormats.installed().open(Path.of(slide));
        plan = TissueTiles.of(opened, TilingSpec.of(224, spacingMicrons), new ClassicalTissueDetector())
                .plan();
        regions = RegionGroup.of(opened, plan.regions());
        reader = new TileReader(plan, regions);
        pixels = Arena.ofAuto().allocate(RgbBuffer.byteSize(224, 224));
    }

    /// Closes everything.
    @TearDown
    public void close() {
        reader.close();
        regions.close();
        opened.close();
    }

    /// Reads the next tile of the plan.
    @Benchmark
    public MemorySegment readTile() {
        reader.read(next++ % plan.tiles().size(), pixels);
        return pixels;
    }
}
