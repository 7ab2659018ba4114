package org.acinus.mil.djl;

import ai.djl.Device;

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

    /// Finds the device that was asked for.
    ///
    /// @param wanted `cpu`, `cuda:N`, or `auto` for the first GPU where the engine can use one and else the
    ///     processor
    /// @throws DeviceUnavailableException where a GPU was asked for and the engine cannot use any: never a quiet
    ///     run on the processor instead
    /// @throws IllegalArgumentException where it is no device's name
    public static InferenceDevice find(String wanted) {
        boolean cuda = OnnxRuntime.hasCuda();
        if (wanted.equals("auto")) {
            return cuda ? new InferenceDevice(CUDA + "0") : cpu();
        }
        InferenceDevice device = new InferenceDevice(wanted);
        if (device.isCuda() && !cuda) {
            throw new DeviceUnavailableException("Device " + wanted + " cannot be used: the ONNX Runtime on the class"
                    + " path was built for the processor alone; ask for --device cpu, or put onnxruntime_gpu there");
        }
        return device;
    }

    boolean isCuda() {
        return name.startsWith(CUDA);
    }

    Device toDjl() {
        return isCuda() ? Device.gpu(Integer.parseInt(name.substring(CUDA.length()))) : Device.cpu();
    }

    @Override
    public String toString() {
        return name;
    }
}
