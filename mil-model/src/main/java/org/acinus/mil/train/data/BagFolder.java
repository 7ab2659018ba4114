package org.acinus.mil.train.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.BagIndex;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackReference;

/// Bags from a folder of Arrow files and a labels file.
///
/// Labels name slides as people do, bags hold hashes: [BagIndex] in the folder joins them. A slide that has a
/// label but no bag is an error, not a gap; bags without a label are left out. All bags must come from one
/// encoder and one tiling.
public final class BagFolder {
    private static final int NAMED_IN_MESSAGE = 3;

    private final Path folder;
    private final long heapBytes;

    /// A folder of which at most this much is held in memory; beyond, a bag is read again whenever it is
    /// needed.
    ///
    /// @param heapBytes bytes of features
    public BagFolder(Path folder, long heapBytes) {
        this.folder = folder;
        this.heapBytes = heapBytes;
    }

    /// Joins bags and labels. The data's hash covers each slide's name, label, patient and bag.
    ///
    /// @param labels file for [LabelTable]
    /// @throws BagDataException where they do not fit together
    /// @throws org.acinus.mil.features.InvalidBagException where a bag is damaged
    public BagDataset read(Path labels, HeadTask task) {
        Map<String, Path> bags = bagsBySlide();
        Map<String, String> names = slidesByName();
        SequencedMap<String, LabelTable.Row> rows = LabelTable.read(labels);
        List<Match> matches = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (LabelTable.Row row : rows.values()) {
            Path bag = bags.get(names.getOrDefault(row.slide(), row.slide()));
            if (bag == null) {
                missing.add(row.slide());
            } else {
                matches.add(new Match(row, bag));
            }
        }
        if (!missing.isEmpty()) {
            throw new BagDataException(missing.size() + " of " + rows.size() + " slides in " + labels
                    + " have no bag in " + folder + ", for example "
                    + String.join(", ", missing.subList(0, Math.min(NAMED_IN_MESSAGE, missing.size())))
                    + "; run features on them, or take them out of the labels");
        }
        return dataset(matches, task);
    }

    private BagDataset dataset(List<Match> matches, HeadTask task) {
        BagHeader first = FeatureBagReader.readHeader(matches.getFirst().bag);
        List<LabelledBag> bags = new ArrayList<>();
        StringBuilder fingerprint = new StringBuilder();
        long held = 0;
        for (Match match : matches) {
            LabelTable.Row row = match.row;
            Path file = match.bag;
            requireAlike(first, FeatureBagReader.readHeader(file), file);
            FeatureMatrix features = FeatureBagReader.read(file).features();
            if (features.size() == 0) {
                throw new BagDataException("Slide " + row.slide() + " has no tiles; take it out of the labels");
            }
            held += features.segment().byteSize();
            Supplier<FeatureMatrix> source = held <= heapBytes
                    ? () -> features
                    : () -> FeatureBagReader.read(file).features();
            bags.add(new LabelledBag(row.slide(), row.patient(), row.label(), source));
            fingerprint
                    .append(String.join("\t", row.slide(), "" + row.label(), row.patient(), sha256(file)))
                    .append('\n');
        }
        PackId encoder = first.encoder();
        return new BagDataset(
                bags,
                first.dimension(),
                task,
                new PackReference(encoder.name(), encoder.sha256()),
                ModelPack.sha256(fingerprint.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void requireAlike(BagHeader first, BagHeader other, Path file) {
        if (!first.encoder().equals(other.encoder()) || !first.tiling().equals(other.tiling())) {
            throw new BagDataException(file + " comes from " + other.encoder().name() + " with " + other.tiling()
                    + ", but other bags come from " + first.encoder().name() + " with " + first.tiling()
                    + "; a head learns from one encoder and one tiling");
        }
    }

    private Map<String, Path> bagsBySlide() {
        Map<String, Path> bags = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.arrow")) {
            for (Path file : files) {
                Path other = bags.put(FeatureBagReader.readHeader(file).slideSha256(), file);
                if (other != null) {
                    throw new BagDataException(file + " and " + other.getFileName()
                            + " hold the same slide; keep the bags of one encoder and one tiling in a folder");
                }
            }
        } catch (IOException unreadable) {
            throw new BagDataException(
                    "Cannot read the bags in " + folder + ": " + unreadable.getMessage(), unreadable);
        }
        return bags;
    }

    /// Hashes by file name, and by the name without its ending where that is unambiguous.
    private Map<String, String> slidesByName() {
        Map<String, String> index = BagIndex.read(folder);
        Map<String, String> names = new HashMap<>();
        Map<String, Integer> count = new HashMap<>();
        index.forEach((name, sha256) -> {
            String stem = stem(name);
            names.put(stem, sha256);
            count.merge(stem, 1, Integer::sum);
        });
        count.forEach((stem, times) -> {
            if (times > 1) {
                names.remove(stem);
            }
        });
        names.putAll(index);
        return names;
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String sha256(Path file) {
        try {
            return ModelPack.sha256(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new BagDataException("Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /// A labelled slide and its bag.
    private record Match(LabelTable.Row row, Path bag) {}
}
