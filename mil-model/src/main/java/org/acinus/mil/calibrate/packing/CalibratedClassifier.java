package org.acinus.mil.calibrate.packing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.calibrate.CalibrationException;
import org.acinus.mil.calibrate.novelty.NormLimit;
import org.acinus.mil.calibrate.novelty.NormSpec;
import org.acinus.mil.calibrate.novelty.TrainingNorm;
import org.acinus.mil.pack.ClassSpec;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackReference;
import org.acinus.mil.pack.PackWriter;
import org.acinus.mil.pack.TrainingNormFile;

/// Gives a tile classifier the limit that a laboratory's own slides have: the same network, a new identity.
///
/// Only the limit. A temperature for the classes would take tiles of known class; labels of slides do not tell it.
///
/// @param pack the classifier
/// @param norm what its features were like in training
/// @param distances of the slides, see [TrainingNorm#distance]
/// @param limit that [NormLimit] makes of them
public record CalibratedClassifier(ModelPack pack, NormSpec norm, List<Double> distances, double limit) {
    public CalibratedClassifier {
        distances = List.copyOf(distances);
    }

    /// Measures slides of the kind that the classifier is meant for.
    ///
    /// @param bags folder of their bags, made by this classifier
    /// @throws CalibrationException where there are too few, or they are of another pack, or the pack does not say
    ///     what its features were like in training
    public static CalibratedClassifier of(ModelPack pack, Path bags) {
        TrainingNorm known = TrainingNormFile.read(pack)
                .orElseThrow(() -> new CalibrationException("pack " + pack
                        + " does not say what its features were like in training, so no limit can be found for it"));
        List<Double> distances =
                BagEmbeddings.read(
                                bags,
                                new PackReference(pack.id().name(), pack.id().sha256()))
                        .stream()
                        .map(known::distance)
                        .toList();
        NormSpec norm = TrainingNormFile.spec(pack).orElseThrow();
        return new CalibratedClassifier(pack, norm, distances, NormLimit.of(distances));
    }

    /// Writes the classifier with the new limit.
    ///
    /// @param folder of the new pack
    /// @param figures for the card, in Markdown
    /// @return the new pack, checked
    public ModelPack write(Path folder, String version, String figures) {
        PackManifest old = pack.manifest();
        Map<String, byte[]> files = pack.readAll();
        files.put(old.card(), CalibratedPack.card(pack, figures));
        EncoderSpec encoder = pack.encoder();
        ClassSpec classes = encoder.classes().orElseThrow();
        EncoderSpec limited = encoder.classifying(classes.knowing(new NormSpec(norm.file(), limit)));
        return PackWriter.write(
                folder, files, hashes -> old.reissued(version, hashes, Optional.of(limited), old.head()));
    }
}
