package org.acinus.mil.djl;

import ai.djl.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import org.acinus.mil.djl.net.PyTorch;

/// What an engine is on this machine; asking starts it.
///
/// @param name and version, for example `OnnxRuntime 1.29.0`
/// @param cuda whether it can use a GPU here
public record EngineFacts(String name, boolean cuda) {

    /// Every engine there is.
    ///
    /// @throws DeviceUnavailableException where one cannot be started
    public static List<EngineFacts> all() {
        List<EngineFacts> engines = new ArrayList<>();
        try {
            engines.add(new EngineFacts(OnnxRuntime.version(), InferenceEngine.ONNX.hasCuda()));
            Engine torch = PyTorch.engine();
            engines.add(new EngineFacts(
                    torch.getEngineName() + " " + torch.getVersion(), InferenceEngine.PYTORCH.hasCuda()));
        } catch (DeviceUnavailableException refused) {
            throw refused;
        } catch (RuntimeException | LinkageError broken) {
            throw new DeviceUnavailableException("An engine does not start: " + broken.getMessage(), broken);
        }
        return List.copyOf(engines);
    }
}
