package org.acinus.cli.doctor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.djl.DeviceUnavailableException;
import org.acinus.mil.djl.ExtractorSettings;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.djl.InferenceDevice;
import org.acinus.mil.djl.InferenceEngine;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackException;
import org.acinus.stream.TileBatch;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;

/// How long a slide takes an encoder, from two seconds of embedding noise-free tiles.
///
/// Reading is left out: it takes a twentieth of Lite0's time, less of any other's. The slide meant holds a
/// square centimetre of tissue, as a dozen biopsy cores do; a resection holds two to five times as much.
///
/// @param pack an encoder
/// @param check opens it
record PackSpeedCheck(ModelPack pack, GoldenCheck check) implements Check {
    private static final double TISSUE_SQUARE_MICRONS = 1e8;
    private static final long MEASURED_NANOS = 2_000_000_000L;

    @Override
    public String name() {
        return "pack " + pack.manifest().name();
    }

    @Override
    public Finding examine() {
        int threads = Runtime.getRuntime().availableProcessors();
        ExtractorSettings settings = new ExtractorSettings(
                InferenceEngine.AUTO, InferenceDevice.find("auto", InferenceEngine.AUTO), threads, OptionalInt.empty());
        try (FeatureExtractor extractor = check.open(pack, settings)) {
            double perSecond = tilesPerSecond(extractor);
            EncoderSpec spec = pack.encoder();
            double side = spec.inputPixels() * spec.spacingMicrons();
            double tiles = TISSUE_SQUARE_MICRONS / (side * side);
            return new Finding.Good(String.format(
                    Locale.ROOT,
                    "about %.1f minutes for a slide with 1 cm² of tissue: %.0f tiles a second, %,.0f tiles, %s, %s",
                    tiles / perSecond / 60,
                    perSecond,
                    tiles,
                    extractor.engine(),
                    extractor.device()));
        } catch (PackException | DeviceUnavailableException refused) {
            return new Finding.Advice("does not run", String.valueOf(refused.getMessage()));
        }
    }

    private double tilesPerSecond(FeatureExtractor extractor) {
        try (Arena arena = Arena.ofShared()) {
            Grey batch = new Grey(arena, pack.encoder(), extractor.batchTiles());
            extractor.extract(batch);
            long begin = System.nanoTime();
            AtomicLong tiles = new AtomicLong();
            List<Thread> lanes = new ArrayList<>();
            for (int lane = 0; lane < extractor.lanes(); lane++) {
                lanes.add(Thread.ofPlatform().start(() -> {
                    while (System.nanoTime() - begin < MEASURED_NANOS) {
                        tiles.addAndGet(extractor.extract(batch).size());
                    }
                }));
            }
            for (Thread lane : lanes) {
                lane.join();
            }
            return tiles.get() / ((System.nanoTime() - begin) / 1e9);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring", cancelled);
        }
    }

    /// Tiles of one grey.
    private record Grey(List<TileFrame> tiles, MemorySegment pixels, int tilePixels) implements TileBatch {
        Grey(Arena arena, EncoderSpec spec, int count) {
            this(
                    IntStream.range(0, count)
                            .mapToObj(i ->
                                    new TileFrame(new TileAddress(i, 0), 0, 0, spec.inputPixels(), spec.inputPixels()))
                            .toList(),
                    arena.allocate(spec.tileBytes() * count, 64).fill((byte) 200),
                    spec.inputPixels());
        }

        @Override
        public List<UnreadableTile> unreadable() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
