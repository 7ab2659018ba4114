package org.acinus.mil.train.packing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.HeadWeights;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackWriter;
import org.acinus.mil.train.TrainedHead;
import org.acinus.mil.train.TrainingPlan;
import org.acinus.mil.train.data.BagDataException;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.recipe.NetworkOptions;

/// Writes a trained head as a pack, with its record and its card.
///
/// The pack holds no slide's name and no date: on one kind of processor, the same bags, options and version
/// give the same pack, to the byte. The out-of-fold predictions, which name slides, lie beside the pack's files
/// as `predictions.csv` and are not part of it.
public final class HeadPackWriter {
    /// Weights.
    public static final String WEIGHTS = "head.safetensors";
    /// What it takes to train the same head again, and its out-of-fold figures.
    public static final String RECORD = "train.json";
    /// Out-of-fold predictions.
    public static final String PREDICTIONS = "predictions.csv";

    private static final String CARD = "MODEL_CARD.md";
    private static final List<String> GRADES = List.of("benign", "isup1", "isup2", "isup3", "isup4", "isup5");

    private HeadPackWriter() {}

    /// Finds out before hours of training whether the pack can be written.
    ///
    /// @throws BagDataException where the folder holds something
    /// @throws IllegalArgumentException where the pack cannot say what it is to say
    public static void check(Path folder, BagDataset data, TrainingPlan plan, HeadLabelling labelling) {
        if (Files.exists(folder) && !isEmpty(folder)) {
            throw new BagDataException(folder + " holds something already; name a new folder for the head");
        }
        Map<String, String> files = new HashMap<>();
        for (String file : List.of(WEIGHTS, RECORD, CARD)) {
            files.put(file, data.sha256());
        }
        GoldenCase anything = new GoldenCase(new GoldenInput.Zeros(), List.of(0), List.of(0.0));
        manifest(data, plan, labelling, files, new GoldenSpec(List.of(anything), 1));
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException notReadable) {
            throw new BagDataException(
                    folder + " cannot be used for the head: " + notReadable.getMessage(), notReadable);
        }
    }

    /// Writes pack and predictions.
    ///
    /// @param folder new or empty
    /// @return the pack, checked
    public static ModelPack write(Path folder, BagDataset data, TrainedHead head, HeadLabelling labelling) {
        Map<String, byte[]> contents = Map.of(
                WEIGHTS,
                HeadWeights.write(head.members()),
                RECORD,
                pretty(TrainingRecord.of(data, head, labelling)).getBytes(StandardCharsets.UTF_8),
                CARD,
                ModelCard.of(data, head, labelling).getBytes(StandardCharsets.UTF_8));
        ModelPack pack = PackWriter.write(
                folder, contents, files -> manifest(data, head.plan(), labelling, files, head.golden()));
        writeAtomically(
                folder.resolve(PREDICTIONS),
                Predictions.csv(data.task(), head.report().folds()));
        return pack;
    }

    private static PackManifest manifest(
            BagDataset data, TrainingPlan plan, HeadLabelling labelling, Map<String, String> files, GoldenSpec golden) {
        return new PackManifest(
                PackManifest.SCHEMA,
                PackKind.HEAD,
                labelling.name(),
                labelling.version(),
                labelling.demo(),
                labelling.licence(),
                List.of("Trained by Acinus " + labelling.acinusVersion() + " on "
                        + data.bags().size() + " labelled bags of "
                        + data.encoder().name() + ", data sha256 "
                        + data.sha256()),
                CARD,
                files,
                Optional.empty(),
                Optional.of(spec(data, plan, labelling)),
                golden);
    }

    private static HeadSpec spec(BagDataset data, TrainingPlan plan, HeadLabelling labelling) {
        NetworkOptions network = plan.options().network();
        return new HeadSpec(
                network.architecture(),
                WEIGHTS,
                data.encoder(),
                data.task(),
                classes(data.task()),
                labelling.cancerThreshold(),
                labelling.reviewMargin(),
                network.hidden(),
                network.attention(),
                network.output() == HeadOutput.SOFTMAX ? Optional.empty() : Optional.of(network.output()),
                plan.heads() == 1 ? Optional.empty() : Optional.of(plan.heads()),
                Optional.empty());
    }

    /// The names of a task's classes.
    public static List<String> classes(HeadTask task) {
        return task == HeadTask.BINARY ? List.of("benign", "cancer") : GRADES;
    }

    private static String pretty(JsonNode node) {
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree of JSON nodes always has a text form", impossible);
        }
    }

    private static void writeAtomically(Path file, String text) {
        try {
            Path draft = Files.createTempFile(file.resolveSibling("."), ".draft-", "");
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write " + file, unwritable);
        }
    }
}
