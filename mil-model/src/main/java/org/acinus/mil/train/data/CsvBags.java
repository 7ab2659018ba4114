package org.acinus.mil.train.data;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackReference;

/// Bags from a CSV file without header, one instance a line: `label,bag,f1,f2,…`.
///
/// The form of the classic MIL data sets. A bag's lines need not be neighbours, but agree on the label. Such
/// features come from no encoder pack: the head names the file's own hash instead, which no encoder has, so it
/// can be measured but never run on a slide by mistake.
public final class CsvBags {
    private static final int FIRST_FEATURE = 2;

    private CsvBags() {}

    /// Reads the whole file into memory; the data's hash is the file's.
    ///
    /// @throws BagDataException naming the line that is wrong
    public static BagDataset read(Path file, HeadTask task) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new BagDataException(file + " does not exist; --bags is a file of bags or a folder of them", missing);
        } catch (IOException unreadable) {
            throw new BagDataException("Cannot read the bags in " + file + ": " + unreadable.getMessage(), unreadable);
        }
        Map<String, Lines> bags = new LinkedHashMap<>();
        int first = 0;
        int number = 0;
        for (String line : lines(bytes)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String[] fields = line.split(",", -1);
            first = first == 0 ? fields.length : first;
            String where = file + ", line " + number;
            if (fields.length != first) {
                throw new BagDataException(where + ": " + fields.length + " fields, but the first line has " + first
                        + "; every line is label,bag and the same number of features");
            }
            if (fields.length <= FIRST_FEATURE) {
                throw new BagDataException(where + ": no feature; every line is label,bag,f1,f2,...");
            }
            int label = label(fields[0].strip(), where, task);
            Lines bag = bags.computeIfAbsent(fields[1].strip(), name -> new Lines(label, new ArrayList<>()));
            if (bag.label != label) {
                throw new BagDataException(
                        where + ": bag " + fields[1].strip() + " has two labels; all lines of a bag have"
                                + " its label: correct it, or name the bag of this line otherwise");
            }
            bag.instances.add(features(fields, where));
        }
        if (bags.isEmpty()) {
            throw new BagDataException(file + " holds no bag; every line is label,bag,f1,f2,...");
        }
        String sha256 = ModelPack.sha256(bytes);
        return new BagDataset(
                labelled(bags, first - FIRST_FEATURE),
                first - FIRST_FEATURE,
                task,
                new PackReference("csv", sha256),
                sha256);
    }

    private static List<String> lines(byte[] bytes) {
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))
                .lines()
                .toList();
    }

    private static int label(String text, String where, HeadTask task) {
        int label;
        try {
            label = Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw new BagDataException(
                    where + ": the label '" + text + "' is not a whole number; correct it, and remove a header line",
                    malformed);
        }
        if (label < 0 || label >= task.classes()) {
            throw new BagDataException(where + ": label " + label + ", but task " + task + " has labels 0 to "
                    + (task.classes() - 1) + "; correct it, or name another task");
        }
        return label;
    }

    private static float[] features(String[] fields, String where) {
        float[] values = new float[fields.length - FIRST_FEATURE];
        for (int i = 0; i < values.length; i++) {
            String text = fields[i + FIRST_FEATURE].strip();
            float value;
            try {
                value = Float.parseFloat(text);
            } catch (NumberFormatException malformed) {
                throw new BagDataException(
                        where + ": the feature '" + text + "' is not a number; correct it, or take the bag out",
                        malformed);
            }
            if (!Float.isFinite(value)) {
                throw new BagDataException(
                        where + ": the feature '" + text + "' is not finite; correct it, or take the bag out");
            }
            values[i] = value;
        }
        return values;
    }

    private static List<LabelledBag> labelled(Map<String, Lines> bags, int dimension) {
        List<LabelledBag> result = new ArrayList<>();
        bags.forEach((name, lines) -> {
            float[] values = new float[Math.multiplyExact(lines.instances.size(), dimension)];
            for (int i = 0; i < lines.instances.size(); i++) {
                System.arraycopy(lines.instances.get(i), 0, values, i * dimension, dimension);
            }
            FeatureMatrix features = new FeatureMatrix(values, lines.instances.size(), dimension);
            result.add(new LabelledBag(name, name, lines.label, () -> features));
        });
        return result;
    }

    /// The instances of one bag so far.
    private record Lines(int label, List<float[]> instances) {}
}
