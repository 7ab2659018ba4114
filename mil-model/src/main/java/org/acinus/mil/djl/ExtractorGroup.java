package org.acinus.mil.djl;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.FeatureMaps;
import org.acinus.mil.PackId;
import org.acinus.mil.TileOutput;
import org.acinus.stream.BatchMemory;
import org.acinus.stream.TileBatch;

/// One encoder on several devices at once: each batch goes to whichever is free.
///
/// As many threads at a time as all members have lanes. Owns its members.
final class ExtractorGroup implements FeatureExtractor {
    private final List<? extends FeatureExtractor> members;
    private final BlockingQueue<FeatureExtractor> free;

    /// Joins extractors of one pack.
    ///
    /// @param members at least one
    ExtractorGroup(List<? extends FeatureExtractor> members) {
        this.members = List.copyOf(members);
        if (members.stream().map(FeatureExtractor::pack).distinct().count() != 1) {
            throw new IllegalArgumentException("Extractors of different packs cannot share the work");
        }
        free = new ArrayBlockingQueue<>(lanes());
        // Round by round, so that two threads go to two devices and not to two lanes of the first.
        for (int lane = 0; free.remainingCapacity() > 0; lane++) {
            for (FeatureExtractor member : this.members) {
                if (lane < member.lanes()) {
                    free.add(member);
                }
            }
        }
    }

    private FeatureExtractor first() {
        return members.getFirst();
    }

    @Override
    public PackId pack() {
        return first().pack();
    }

    @Override
    public int dimension() {
        return first().dimension();
    }

    @Override
    public List<String> classes() {
        return first().classes();
    }

    @Override
    public String device() {
        return members.stream().map(FeatureExtractor::device).collect(Collectors.joining(","));
    }

    @Override
    public String engine() {
        return members.stream().map(FeatureExtractor::engine).distinct().collect(Collectors.joining(","));
    }

    @Override
    public int lanes() {
        return members.stream().mapToInt(FeatureExtractor::lanes).sum();
    }

    @Override
    public int batchTiles() {
        return members.stream().mapToInt(FeatureExtractor::batchTiles).min().orElseThrow();
    }

    @Override
    public BatchMemory batchMemory() {
        // Page-locked memory is so for every GPU.
        return first().batchMemory();
    }

    @Override
    public TileOutput extract(TileBatch batch) {
        FeatureExtractor member = take();
        try {
            return member.extract(batch);
        } finally {
            free.add(member);
        }
    }

    /// There is a free one at once, unless more threads call than there are lanes.
    private FeatureExtractor take() {
        try {
            return free.take();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while all devices were busy", cancelled);
        }
    }

    @Override
    public FeatureMaps maps(TileBatch batch) {
        return first().maps(batch);
    }

    @Override
    public void close() {
        members.forEach(FeatureExtractor::close);
    }
}
