package org.acinus.cli.bench.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.FeatureBagWriter;
import org.acinus.mil.similar.ReferenceCollection;
import org.acinus.mil.similar.ReferenceSlide;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilingSpec;

/// A collection of known slides whose bags hold random numbers, half of them of slides with cancer. What numbers they
/// are does not matter to its speed: every tile is compared with every tile.
///
/// @param encoder that the bags say they were made by
/// @param tiling that they say they were made on
/// @param grid that their tiles lie on
/// @param frames of the tiles, the same in all
/// @param dimension of an embedding
/// @param file whose pixels are shown for each of the slides
record DrawnCollection(
        PackId encoder, TilingSpec tiling, BagGrid grid, List<TileFrame> frames, int dimension, SlideFile file) {
    private static final String BENCH = "bench";

    DrawnCollection {
        frames = List.copyOf(frames);
    }

    /// Where the pixels of all known slides are.
    ///
    /// @param bytes length of the file
    /// @param modified time of its last change, milliseconds since 1970
    record SlideFile(Path path, long bytes, long modified) {}

    /// Draws the bags.
    ///
    /// @param folder that gets them
    /// @param slides how many
    ReferenceCollection into(Path folder, int slides) {
        List<ReferenceSlide> known = new ArrayList<>();
        for (int slide = 0; slide < slides; slide++) {
            String sha256 = "%064x".formatted(slide + 1);
            BagHeader header = new BagHeader(sha256, encoder, dimension, tiling, grid, BENCH, BENCH);
            try (FeatureBagWriter writer = FeatureBagWriter.create(folder, header)) {
                writer.append(frames, random(slide, frames.size(), dimension));
                Path bag = writer.commit();
                String name = "slide-" + slide;
                known.add(new ReferenceSlide(
                        name,
                        sha256,
                        name,
                        slide % 2,
                        frames.size(),
                        bag.toString(),
                        file.path().toString(),
                        file.bytes(),
                        file.modified()));
            }
        }
        return new ReferenceCollection(encoder, dimension, tiling, BagHeader.NO_STAIN, known);
    }

    /// Embeddings that look like none.
    static FeatureMatrix random(long seed, int rows, int dimension) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[Math.multiplyExact(rows, dimension)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return new FeatureMatrix(values, rows, dimension);
    }
}
