package org.acinus.mil.train.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackReference;
import org.acinus.tiling.TilingSpec;

/// Bags from a folder of Arrow files and a labels file; further folders may hold further extractions of the same
/// slides, for training alone.
///
/// A slide that has a label but no bag is an error, not a gap, and so is a bag without label unless the rules say what
/// to do with it. All bags must come from one encoder, and those of one folder from one tiling.
public final class BagFolder {
    private static final int HASH_SHOWN = 8;

    private final List<StoredBags> folders;
    private final long heapBytes;

    /// Folders of which at most this much is held in memory; beyond, a bag is read again whenever it is
    /// needed.
    ///
    /// @param folders the first is what is learnt from and measured on
    /// @param heapBytes bytes of features
    public BagFolder(List<Path> folders, long heapBytes) {
        this.folders = folders.stream().map(StoredBags::of).toList();
        this.heapBytes = heapBytes;
    }

    /// Joins bags and labels. The data's hash covers each slide's name, label, patient and bags.
    ///
    /// @throws BagDataException where they do not fit together
    /// @throws org.acinus.mil.features.InvalidBagException where a bag is damaged
    public BagDataset read(LabelTable labels, HeadTask task, FolderRules rules) {
        StoredBags primary = folders.getFirst();
        Set<Path> labelled = requireBags(labels, primary);
        List<Path> others = primary.others(labelled);
        if (rules.unlabelled() == FolderRules.Unlabelled.REFUSE && !others.isEmpty()) {
            throw new BagDataException(others.size() + " of " + (others.size() + labelled.size()) + " bags in "
                    + primary.folder() + " have no label in " + labels.file() + ", for example "
                    + StoredBags.examples(others.stream().map(primary::name).toList())
                    + "; label them, or say --unlabelled skip or --unlabelled pseudo");
        }
        Reading reading = new Reading();
        UnitFinder units = new UnitFinder(rules.bySite());
        labels.rows().values().forEach(units::add);
        List<LabelledBag> bags = new ArrayList<>();
        for (LabelTable.Row row : labels.rows().values()) {
            bags.add(reading.bag(row, units.unit(row)));
        }
        List<LabelledBag> unlabelled = new ArrayList<>();
        if (rules.unlabelled() == FolderRules.Unlabelled.PSEUDO) {
            others.forEach(file -> unlabelled.add(reading.unlabelled(primary.name(file), file)));
        }
        return reading.dataset(bags, unlabelled, task);
    }

    /// The bags of the labelled slides where they lie, in the labels' order; others are passed over.
    ///
    /// @throws BagDataException where a slide has no bag
    public List<LabelledFile> files(LabelTable labels) {
        StoredBags primary = folders.getFirst();
        requireBags(labels, primary);
        return labels.rows().values().stream()
                .map(row -> new LabelledFile(
                        row.slide(),
                        row.patient(),
                        row.label(),
                        primary.find(row.slide()).orElseThrow()))
                .toList();
    }

    private static Set<Path> requireBags(LabelTable labels, StoredBags primary) {
        Set<Path> found = new HashSet<>();
        List<LabelTable.Row> missing = new ArrayList<>();
        for (LabelTable.Row row : labels.rows().values()) {
            Optional<Path> bag = primary.find(row.slide());
            if (bag.isEmpty()) {
                missing.add(row);
            } else if (!found.add(bag.get())) {
                throw new BagDataException(labels.where(row) + row.slide()
                        + " is a slide that an earlier line names otherwise; keep the line that is right");
            }
        }
        if (!missing.isEmpty()) {
            throw new BagDataException(labels.where(missing.getFirst()) + missing.size() + " of "
                    + labels.rows().size() + " slides have no bag in " + primary.folder() + ", for example "
                    + StoredBags.examples(
                            missing.stream().map(LabelTable.Row::slide).toList())
                    + "; run features on them, or take them out of the labels");
        }
        return found;
    }

    /// One pass over the bags.
    private final class Reading {
        private final StringBuilder fingerprint = new StringBuilder();
        private Optional<BagHeader> first = Optional.empty();
        private long held;

        LabelledBag bag(LabelTable.Row row, String unit) {
            fingerprint.append(String.join("\t", row.slide(), "" + row.label(), row.patient()));
            List<Supplier<FeatureMatrix>> sources = new ArrayList<>();
            Optional<BagHeader> before = first;
            for (StoredBags folder : folders) {
                // Another extraction may have another tiling: that is what it is for.
                boolean primary = sources.isEmpty();
                folder.find(row.slide())
                        .ifPresent(file -> sources.add(source(file, row.slide(), primary ? before : Optional.empty())));
            }
            fingerprint.append('\n');
            BagOrigin origin = new BagOrigin(row.patient(), row.site(), unit);
            return new LabelledBag(
                    row.slide(), origin, row.label(), sources.getFirst(), sources.subList(1, sources.size()));
        }

        LabelledBag unlabelled(String name, Path file) {
            fingerprint.append("unlabelled");
            LabelledBag bag = new LabelledBag(name, name, 0, source(file, name, first));
            fingerprint.append('\n');
            return bag;
        }

        private Supplier<FeatureMatrix> source(Path file, String slide, Optional<BagHeader> alike) {
            BagHeader header = FeatureBagReader.readHeader(file);
            first = first.or(() -> Optional.of(header));
            requireAlike(first.orElseThrow(), header, slide + " (" + file + ")", alike.isPresent());
            FeatureMatrix features = FeatureBagReader.read(file).features();
            if (features.size() == 0) {
                throw new BagDataException(
                        "Slide " + slide + " has no tiles in " + file + "; take it out of the labels");
            }
            fingerprint.append('\t').append(StoredBags.sha256(file));
            held += features.segment().byteSize();
            return held <= heapBytes
                    ? () -> features
                    : () -> FeatureBagReader.read(file).features();
        }

        BagDataset dataset(List<LabelledBag> bags, List<LabelledBag> unlabelled, HeadTask task) {
            BagHeader header = first.orElseThrow();
            PackId encoder = header.encoder();
            return new BagDataset(
                    bags,
                    header.dimension(),
                    task,
                    new PackReference(encoder.name(), encoder.sha256()),
                    ModelPack.sha256(fingerprint.toString().getBytes(StandardCharsets.UTF_8)),
                    unlabelled);
        }
    }

    private static void requireAlike(BagHeader first, BagHeader other, String bag, boolean tilingToo) {
        if (!first.encoder().equals(other.encoder())) {
            throw unlike(bag, encoder(other.encoder()), encoder(first.encoder()));
        }
        if (first.dimension() != other.dimension()) {
            throw unlike(bag, other.dimension() + " features a tile", "" + first.dimension());
        }
        if (tilingToo && !first.tiling().equals(other.tiling())) {
            throw unlike(bag, tiling(other.tiling()), tiling(first.tiling()));
        }
    }

    private static BagDataException unlike(String bag, String has, String others) {
        return new BagDataException("The bag of " + bag + " has " + has + ", but those before it have " + others
                + "; a head learns from one encoder and one tiling: run features again on the slides that differ, or take"
                + " them out of the labels");
    }

    /// The hash too: one name and version may stand for two networks.
    private static String encoder(PackId encoder) {
        return "features of " + encoder.name() + " " + encoder.version() + " ("
                + encoder.sha256().substring(0, HASH_SHOWN) + ")";
    }

    private static String tiling(TilingSpec tiling) {
        return "tiles of " + tiling.tilePixels() + " px at " + tiling.spacingMicrons() + " µm that overlap by "
                + tiling.overlapPixels() + " px, at least " + tiling.minTissueFraction() + " tissue, spacing within "
                + tiling.spacingTolerance() + ", edges " + tiling.edges()
                + (tiling.upsampling() ? ", finer than the scan" : "");
    }
}
