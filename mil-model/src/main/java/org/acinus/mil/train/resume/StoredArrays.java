package org.acinus.mil.train.resume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.Safetensors;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.FitState;

/// States of fits as pairs of files: the arrays under a name with the beginning of their hash, and a JSON file that
/// names them and is replaced in one step. So there is always an older state or a newer one, never half of each.
final class StoredArrays {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int HASH_IN_NAME = 16;

    private StoredArrays() {}

    /// Replaces what a name stands for.
    static void write(Path folder, String name, FitState state) {
        byte[] arrays = Safetensors.write(state.arrays());
        String sha256 = ModelPack.sha256(arrays);
        ObjectNode node = JSON.createObjectNode()
                .put("sha256", sha256)
                .put("steps", state.steps())
                .put("bestEpoch", state.bestEpoch());
        if (Double.isFinite(state.bestLoss())) {
            node.put("bestLoss", state.bestLoss());
        }
        ArrayNode reports = node.putArray("reports");
        for (EpochReport report : state.reports()) {
            ObjectNode entry = reports.addObject()
                    .put("epoch", report.epoch())
                    .put("rate", report.learningRate())
                    .put("training", report.trainingLoss());
            report.validationLoss().ifPresent(loss -> entry.put("validation", loss));
        }
        try {
            Optional<String> before = hash(folder, name);
            writeDurably(arrays(folder, name, sha256), arrays);
            writeDurably(folder.resolve(name + ".json"), JSON.writeValueAsBytes(node));
            if (before.isPresent() && !before.get().equals(sha256)) {
                Files.deleteIfExists(arrays(folder, name, before.get()));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot keep the state of the training in " + folder, unwritable);
        }
    }

    /// What a name stands for; nothing where that is not there whole.
    static Optional<FitState> read(Path folder, String name) {
        Path file = folder.resolve(name + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(file.toFile());
            String sha256 = node.path("sha256").asText();
            byte[] arrays = Files.readAllBytes(arrays(folder, name, sha256));
            if (!ModelPack.sha256(arrays).equals(sha256)) {
                return Optional.empty();
            }
            List<EpochReport> reports = new ArrayList<>();
            for (JsonNode entry : node.path("reports")) {
                reports.add(new EpochReport(
                        entry.path("epoch").asInt(),
                        entry.path("rate").asDouble(),
                        entry.path("training").asDouble(),
                        entry.has("validation")
                                ? OptionalDouble.of(entry.path("validation").asDouble())
                                : OptionalDouble.empty()));
            }
            return Optional.of(new FitState(
                    node.path("steps").asInt(),
                    Safetensors.read(arrays, name),
                    reports,
                    node.path("bestEpoch").asInt(),
                    node.path("bestLoss").asDouble(Double.POSITIVE_INFINITY)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the state of the training in " + file, unreadable);
        }
    }

    /// Removes what a name stands for.
    static void delete(Path folder, String name) {
        try {
            Optional<String> sha256 = hash(folder, name);
            if (sha256.isPresent()) {
                Files.deleteIfExists(folder.resolve(name + ".json"));
                Files.deleteIfExists(arrays(folder, name, sha256.get()));
            }
        } catch (IOException left) {
            throw new UncheckedIOException("Cannot remove an old state in " + folder, left);
        }
    }

    private static Optional<String> hash(Path folder, String name) throws IOException {
        Path file = folder.resolve(name + ".json");
        return Files.exists(file)
                ? Optional.of(JSON.readTree(file.toFile()).path("sha256").asText())
                : Optional.empty();
    }

    private static Path arrays(Path folder, String name, String sha256) {
        String hash = sha256.substring(0, Math.min(HASH_IN_NAME, sha256.length()));
        return folder.resolve(name + "-" + hash + ".safetensors");
    }

    /// Writes a file so that it is there whole or not at all, whatever happens to the machine.
    static void writeDurably(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
