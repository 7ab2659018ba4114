package org.acinus.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.acinus.mil.djl.DeviceUnavailableException;
import org.acinus.mil.djl.EngineFacts;

/// GPUs, as NVIDIA's own tool lists them, and whether an engine here can use them.
final class GpuCheck implements Check {
    private static final String[] LIST = {
        "nvidia-smi", "--query-gpu=index,name,memory.total,memory.free,driver_version", "--format=csv,noheader"
    };
    private static final int PATIENCE_SECONDS = 10;

    @Override
    public String name() {
        return "gpus";
    }

    @Override
    public Finding examine() {
        try {
            return judge(list(), EngineFacts.all().stream().anyMatch(EngineFacts::cuda));
        } catch (DeviceUnavailableException reportedAlready) {
            return judge(list(), false);
        }
    }

    private static List<String> list() {
        try {
            Process process = new ProcessBuilder(LIST).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of();
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? text.lines().toList() : List.of();
        } catch (IOException noSuchTool) {
            return List.of();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /// What so many GPUs are good for.
    ///
    /// @param gpus one line each
    /// @param usable whether an engine was built for them and finds them
    Finding judge(List<String> gpus, boolean usable) {
        if (gpus.isEmpty()) {
            return new Finding.Good("none found, models run on the processor");
        }
        String text = String.join("; ", gpus);
        return usable
                ? new Finding.Good(text)
                : new Finding.Advice(text, "not used, since the engines here are for the processor: docs/gpu.md");
    }
}
