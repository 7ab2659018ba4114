package org.acinus.mil.djl;

import java.util.List;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;

/// What an engine says of a network that it cannot run, in one line.
final class EngineWords {
    /// ONNX Runtime says what it expected in a few lines; PyTorch traces its calls in many and comes to the point last.
    private static final int FEW = 5;

    private EngineWords() {}

    /// The pack's network is not what the pack says of it.
    static InvalidPackException refusal(ModelPack pack, RuntimeException refused) {
        List<String> lines = String.valueOf(refused.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        String reason =
                lines.isEmpty() ? "no reason given" : lines.size() > FEW ? lines.getLast() : String.join("; ", lines);
        return new InvalidPackException(
                "Pack " + pack + " cannot be run as its pack.json says (input, size, layout): " + reason, refused);
    }
}
