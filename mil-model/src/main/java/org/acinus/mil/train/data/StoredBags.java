package org.acinus.mil.train.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.acinus.mil.features.BagIndex;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.pack.ModelPack;

/// The bags of a folder by the slides that they are of. Labels name slides as people do, bags hold hashes: [BagIndex]
/// in the folder joins them.
///
/// @param folder of the bags
/// @param bySha256 bags by the hashes of their slides
/// @param names hashes by file name, and by the name without its ending where that is unambiguous
record StoredBags(Path folder, Map<String, Path> bySha256, Map<String, String> names) {
    private static final int NAMED_IN_MESSAGE = 3;

    static StoredBags of(Path folder) {
        return new StoredBags(folder, bags(folder), names(folder));
    }

    /// A slide's bag.
    ///
    /// @param slide its name, or its hash
    Optional<Path> find(String slide) {
        return Optional.ofNullable(bySha256.get(names.getOrDefault(slide, slide)));
    }

    /// The bags that are not among these, sorted.
    List<Path> others(Set<Path> known) {
        return bySha256.values().stream()
                .filter(bag -> !known.contains(bag))
                .sorted()
                .toList();
    }

    /// What people call the slide of a bag: the longest of its names, else the bag's file.
    String name(Path bag) {
        String sha256 = FeatureBagReader.readHeader(bag).slideSha256();
        return new TreeMap<>(names)
                .entrySet().stream()
                        .filter(entry -> entry.getValue().equals(sha256))
                        .map(Map.Entry::getKey)
                        .reduce((a, b) -> a.length() >= b.length() ? a : b)
                        .orElse(bag.getFileName().toString());
    }

    /// The first few of them, for a message.
    static String examples(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMED_IN_MESSAGE, names.size())));
    }

    /// @throws BagDataException where there is none, or two of one slide
    private static Map<String, Path> bags(Path folder) {
        Map<String, Path> bags = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.arrow")) {
            for (Path file : files) {
                Path other = bags.put(FeatureBagReader.readHeader(file).slideSha256(), file);
                if (other != null) {
                    throw new BagDataException(file + " and " + other.getFileName()
                            + " hold the same slide; keep the bags of one encoder and one tiling in a folder, and"
                            + " name the others with --more-bags");
                }
            }
        } catch (IOException unreadable) {
            throw new BagDataException(
                    "Cannot read the bags in " + folder + ": " + unreadable.getMessage(), unreadable);
        }
        if (bags.isEmpty()) {
            throw new BagDataException(folder + " holds no bag (*.arrow); fill it by 'features' or 'bags import'");
        }
        return bags;
    }

    private static Map<String, String> names(Path folder) {
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

    static String sha256(Path file) {
        try {
            return ModelPack.sha256(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new BagDataException("Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
