package org.acinus.mil.tissue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.acinus.mil.PackId;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.djl.TissueNetwork;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.TissueSpec;
import org.acinus.tissue.Overview;
import org.acinus.tissue.TissueDetector;
import org.acinus.tissue.TissueMask;
import org.acinus.wsi.metadata.PixelSpacing;

/// Finds tissue with a network that sees the whole slide at once.
///
/// The overview is squeezed to the network's square by area, the answer is stretched back bilinearly, and what is
/// above the pack's threshold is tissue. Thread-safe: slides take turns at the network.
public final class LearnedTissueDetector implements TissueDetector {
    private static final int HASH_DIGITS = 12;

    private final PackId pack;
    private final TissueSpec spec;
    private final TissueNetwork network;
    private boolean closed;

    private LearnedTissueDetector(ModelPack pack, TissueNetwork network) {
        this.pack = pack.id();
        this.spec = pack.tissue();
        this.network = network;
    }

    /// Loads a tissue pack; whoever opened it closes it.
    ///
    /// @param check knows whether the pack has proven itself here before
    /// @throws org.acinus.mil.pack.PackException where the pack is no tissue pack, or does not answer as it should
    public static LearnedTissueDetector open(ModelPack pack, GoldenCheck check) {
        return new LearnedTissueDetector(pack, check.openTissue(pack));
    }

    /// The name of the detector that a pack makes: part of what identifies a result.
    public static String name(PackId pack) {
        return LearnedTissueProvider.KIND + "/" + pack.name() + "-"
                + pack.version().replace('+', '-') + "-" + pack.sha256().substring(0, HASH_DIGITS);
    }

    @Override
    public String name() {
        return name(pack);
    }

    @Override
    public double spacingMicrons() {
        return spec.overviewMicrons();
    }

    @Override
    public TissueMask detect(Overview overview, PixelSpacing spacing0) {
        int side = spec.inputPixels();
        float[] probabilities;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment thumbnail = arena.allocate(3L * side * side);
            Squeeze.into(overview.picture(), thumbnail, side);
            synchronized (network) {
                probabilities = network.probabilities(thumbnail);
            }
        }
        int width = overview.picture().width();
        int height = overview.picture().height();
        TissueMask.Canvas canvas = new TissueMask.Canvas(width, height, overview.pixels0PerPixel());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double found = Squeeze.at(
                        probabilities, side, (x + 0.5) * side / width - 0.5, (y + 0.5) * side / height - 0.5);
                if (found > spec.threshold()) {
                    canvas.paint(x, y);
                }
            }
        }
        return canvas.mask();
    }

    @Override
    public void close() {
        synchronized (network) {
            if (!closed) {
                closed = true;
                network.close();
            }
        }
    }
}
