package org.acinus.mil.features.exchange;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.exceptions.HdfWritingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.acinus.draft.Drafts;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.FeatureBag;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.tiling.TileFrame;

/// Gives bags to other programs. A file is there whole or not at all.
public enum BagExport {
    /// NumPy's own archive: `features`, `coords`, `addresses`, `sizes` and `header.json`.
    NPZ(".npz") {
        @Override
        void write(FeatureBag bag, Path file) throws IOException {
            NpzFile.write(bag, file);
        }
    },

    /// TRIDENT's HDF5: `features` and `coords` in level-0 pixels, whose attributes state tile size and
    /// magnification.
    TRIDENT(".h5") {
        @Override
        void write(FeatureBag bag, Path file) throws IOException {
            try (WritableHdfFile hdf = HdfFile.write(file)) {
                hdf.putDataset("features", rows(bag.features()));
                WritableDataset coords = hdf.putDataset("coords", coordinates(bag.tiles()));
                BagHeader header = bag.header();
                double spacing0 = header.grid().level0SpacingXMicrons();
                double width0 = header.tiling().tilePixels() * header.grid().spacingMicrons() / spacing0;
                coords.putAttribute("patch_size", header.tiling().tilePixels());
                coords.putAttribute("patch_size_level0", (int) Math.rint(width0));
                coords.putAttribute("level0_magnification", 10 / spacing0);
                coords.putAttribute("target_magnification", 10 / header.grid().spacingMicrons());
                coords.putAttribute("overlap", header.tiling().overlapPixels());
                header.metadata().forEach(coords::putAttribute);
            } catch (HdfWritingException unwritable) {
                Throwable reason = unwritable.getCause() == null ? unwritable : unwritable.getCause();
                throw new IOException(reason.getMessage(), unwritable);
            }
        }
    };

    private final String ending;

    BagExport(String ending) {
        this.ending = ending;
    }

    abstract void write(FeatureBag bag, Path file) throws IOException;

    /// Exports one bag.
    ///
    /// @param folder made where missing
    /// @param name of the new file, without ending
    /// @return the new file
    /// @throws org.acinus.mil.features.InvalidBagException where the bag cannot be read
    /// @throws IllegalArgumentException where it holds no tiles
    public Path run(Path bag, Path folder, String name) {
        FeatureBag read = FeatureBagReader.read(bag);
        if (read.tiles().isEmpty()) {
            throw new IllegalArgumentException(bag + " holds no tiles");
        }
        try {
            Path target = Files.createDirectories(folder).resolve(name + ending);
            Path draft = Drafts.beside(target);
            try {
                write(read, draft);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
                return target;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot export " + bag + " to " + folder, unwritable);
        }
    }

    private static float[][] rows(FeatureMatrix features) {
        float[][] rows = new float[features.size()][features.dimension()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = features.at(i, j);
            }
        }
        return rows;
    }

    private static long[][] coordinates(List<TileFrame> tiles) {
        return tiles.stream().map(tile -> new long[] {tile.x0(), tile.y0()}).toArray(long[][]::new);
    }
}
