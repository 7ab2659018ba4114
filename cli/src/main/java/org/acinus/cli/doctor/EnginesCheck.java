package org.acinus.cli.doctor;

import java.util.stream.Collectors;
import org.acinus.mil.djl.DeviceUnavailableException;
import org.acinus.mil.djl.EngineFacts;

/// The engines that run models: versions, and whether they can use a GPU.
final class EnginesCheck implements Check {

    @Override
    public String name() {
        return "engines";
    }

    @Override
    public Finding examine() {
        try {
            return new Finding.Good(EngineFacts.all().stream()
                    .map(engine -> engine.name() + (engine.cuda() ? " with CUDA" : " for the processor"))
                    .collect(Collectors.joining(", ")));
        } catch (DeviceUnavailableException broken) {
            return new Finding.Missing(
                    String.valueOf(broken.getMessage()), "see --verbose, and the line of its library");
        }
    }
}
