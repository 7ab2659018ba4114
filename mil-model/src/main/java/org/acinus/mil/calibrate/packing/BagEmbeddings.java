package org.acinus.mil.calibrate.packing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.acinus.mil.calibrate.CalibrationException;
import org.acinus.mil.calibrate.novelty.Novelty;
import org.acinus.mil.features.FeatureBag;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.pack.PackReference;

/// The mean embeddings of a folder of bags.
public final class BagEmbeddings {
    private BagEmbeddings() {}

    /// Reads all bags, one at a time.
    ///
    /// @param folder of Arrow files
    /// @param encoder that must have made them
    /// @return one a slide that has a tile, in the order of the files' names
    /// @throws CalibrationException where a bag comes from another encoder, or the folder cannot be read
    public static List<double[]> read(Path folder, PackReference encoder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.arrow")) {
            found.forEach(files::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the bags in " + folder, unreadable);
        }
        Collections.sort(files);
        List<double[]> embeddings = new ArrayList<>();
        for (Path file : files) {
            FeatureBag bag = FeatureBagReader.read(file);
            if (!bag.header().encoder().sha256().equals(encoder.sha256())) {
                throw new CalibrationException(file + " comes from "
                        + bag.header().encoder().name() + ", not from "
                        + encoder.name() + " " + encoder.sha256().substring(0, 12)
                        + "; name a folder of bags of that pack");
            }
            if (bag.features().size() > 0) {
                embeddings.add(Novelty.embedding(bag.features()));
            }
        }
        return embeddings;
    }
}
