package org.acinus.mil.djl;

import ai.djl.Device;
import java.util.Arrays;
import java.util.List;
import org.acinus.mil.cuda.CudaDriver;
import org.acinus.stream.BatchMemory;

/// A device that was asked for by name and is there.
///
/// @param name `cpu` or `cuda:N`, as it is recorded with every result
public record InferenceDevice(String name) {
    private static final String CPU = "cpu";
    private static final String CUDA = "cuda:";

    public InferenceDevice {
        if (!name.equals(CPU) && !name.matches("cuda:(0|[1-9][0-9]?)")) {
            throw new IllegalArgumentException("A device is auto, cpu or cuda:N, not '" + name + "'");
        }
    }

    /// The processor.
    public static InferenceDevice cpu() {
        return new InferenceDevice(CPU);
    }

    /// Finds the devices that were asked for.
    ///
    /// @param wanted `cpu`, one or more of `cuda:N` separated by commas, or `auto` for the first GPU where
    ///     the engine can use one and else the processor
    /// @param engine that will use them
    /// @throws DeviceUnavailableException where a GPU was asked for and the engine cannot use any: never a
    ///     quiet run on the processor instead
    /// @throws IllegalArgumentException where it is no device's name, or names one twice
    public static List<InferenceDevice> find(String wanted, InferenceEngine engine) {
        if (wanted.equals("auto")) {
            // PyTorch alone is not asked: starting it takes a second, and without ONNX Runtime for GPUs few have it.
            InferenceEngine asked = engine == InferenceEngine.AUTO ? InferenceEngine.ONNX : engine;
            return List.of(asked.hasCuda() ? new InferenceDevice(CUDA + "0") : cpu());
        }
        List<InferenceDevice> devices =
                Arrays.stream(wanted.split(",", -1)).map(InferenceDevice::new).toList();
        if (devices.stream().distinct().count() < devices.size()) {
            throw new IllegalArgumentException("Device named twice in '" + wanted + "'");
        }
        if (devices.stream().anyMatch(InferenceDevice::isCuda) && !engine.hasCuda()) {
            throw new DeviceUnavailableException("Device " + wanted + " cannot be used: the engines here were built for"
                    + " the processor alone or find no GPU; ask for --device cpu, or see docs/gpu.md");
        }
        devices.forEach(InferenceDevice::requireThere);
        return devices;
    }

    /// An engine would say the same in a paragraph of its own source code's names.
    private void requireThere() {
        int gpus = CudaDriver.get().map(CudaDriver::gpus).orElse(0);
        if (isCuda() && gpus > 0 && ordinal() >= gpus) {
            throw new DeviceUnavailableException("Device " + name + " is not there: this machine has "
                    + (gpus == 1 ? "one GPU, cuda:0" : gpus + " GPUs, cuda:0 to cuda:" + (gpus - 1)));
        }
    }

    /// Finds one device that any engine can use, likewise.
    public static InferenceDevice find(String wanted) {
        return find(wanted, InferenceEngine.AUTO).getFirst();
    }

    boolean isCuda() {
        return name.startsWith(CUDA);
    }

    /// Number of the GPU.
    int ordinal() {
        return Integer.parseInt(name.substring(CUDA.length()));
    }

    Device toDjl() {
        return isCuda() ? Device.gpu(ordinal()) : Device.cpu();
    }

    /// The memory that this device copies fastest from: page-locked for a GPU.
    BatchMemory batchMemory() {
        return isCuda()
                ? CudaDriver.get().map(driver -> driver.pinned(ordinal())).orElse(BatchMemory.ORDINARY)
                : BatchMemory.ORDINARY;
    }

    @Override
    public String toString() {
        return name;
    }
}
