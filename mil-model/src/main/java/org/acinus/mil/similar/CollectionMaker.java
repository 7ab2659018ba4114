package org.acinus.mil.similar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.MappedBag;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.train.data.BagFolder;
import org.acinus.mil.train.data.LabelTable;
import org.acinus.mil.train.data.LabelledFile;

/// Makes a collection of bags, labels and slides.
///
/// Labels are 0 for no cancer and anything above for cancer, so that those of either task do. All bags must come from
/// one encoder, one tiling and one stain normalisation.
public final class CollectionMaker {
    private CollectionMaker() {}

    /// Makes a collection.
    ///
    /// @param bags folder that holds a bag of each labelled slide
    /// @param labels of the slides, as training takes them
    /// @param slides the slides themselves by the sha256 of their bytes
    /// @throws CollectionException where they do not fit together
    /// @throws org.acinus.mil.train.data.BagDataException where a slide has no bag
    public static ReferenceCollection make(Path bags, Path labels, Map<String, Path> slides) {
        LabelTable table = LabelTable.read(labels, HeadTask.ISUP);
        Optional<BagHeader> first = Optional.empty();
        List<ReferenceSlide> found = new ArrayList<>();
        for (LabelledFile labelled : new BagFolder(List.of(bags), 0).files(table)) {
            try (MappedBag bag = MappedBag.open(labelled.bag())) {
                BagHeader header = bag.header();
                first = first.or(() -> Optional.of(header));
                requireAlike(first.orElseThrow(), header, labelled.bag());
                if (bag.size() > 0) {
                    found.add(slide(labelled, header.slideSha256(), bag.size(), slides));
                }
            }
        }
        BagHeader alike = first.orElseThrow(() -> new CollectionException(labels + " names no slide"));
        try {
            return new ReferenceCollection(alike.encoder(), alike.dimension(), alike.tiling(), alike.stain(), found);
        } catch (CollectionException oneSided) {
            throw new CollectionException(labels + ": " + oneSided.getMessage(), oneSided);
        }
    }

    private static ReferenceSlide slide(LabelledFile labelled, String sha256, int tiles, Map<String, Path> slides) {
        Path file = slides.get(sha256);
        if (file == null) {
            throw new CollectionException("slide " + labelled.slide() + " (sha256 " + sha256.substring(0, 12)
                    + "…) is not among the slides that were given; name its file or folder with --slides");
        }
        try {
            return new ReferenceSlide(
                    labelled.slide(),
                    sha256,
                    labelled.patient(),
                    labelled.label(),
                    tiles,
                    labelled.bag().toAbsolutePath().normalize().toString(),
                    file.toAbsolutePath().normalize().toString(),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toMillis());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    private static void requireAlike(BagHeader first, BagHeader other, Path file) {
        if (!first.encoder().equals(other.encoder())
                || !first.tiling().equals(other.tiling())
                || !first.stain().equals(other.stain())) {
            throw new CollectionException(
                    file + " was made by " + other.encoder().name() + " "
                            + other.encoder().version() + " on " + other.tiling() + ", stain " + other.stain()
                            + ", but other bags by " + first.encoder().name() + " "
                            + first.encoder().version() + " on "
                            + first.tiling() + ", stain " + first.stain() + "; run features again on the others");
        }
    }
}
