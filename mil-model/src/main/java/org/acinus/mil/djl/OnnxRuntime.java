package org.acinus.mil.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import org.acinus.mil.cuda.CudaDriver;

/// The ONNX Runtime engine, entered only where its telemetry is off.
///
/// The official builds of 1.29 for Linux collect telemetry by default: when the engine starts, it reads the
/// machine's id and the command line, in which slides may be named, keeps both in a database in the user's cache
/// folder and sends them to Microsoft. Only the environment can turn that off before it begins, so without the
/// variable the engine is not started at all. (Reading a long command line also overflows its stack, which ends
/// the process.)
final class OnnxRuntime {
    private static final String NAME = "OnnxRuntime";
    private static final String TELEMETRY_OFF = "ORT_DISABLE_TELEMETRY";

    private OnnxRuntime() {}

    /// Name and version, for example `OnnxRuntime 1.29.0`.
    static String version() {
        requireTelemetryOff();
        // DJL starts the environment, and cannot where it is there already. Its own word is not asked for: that is the
        // version that DJL was made with, whatever is on the class path.
        Engine.getEngine(NAME);
        return NAME + " " + OrtEnvironment.getEnvironment().getVersion();
    }

    /// Whether this build can use GPUs, and there is one.
    static boolean hasCuda() {
        requireTelemetryOff();
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)
                && CudaDriver.get().map(CudaDriver::gpus).orElse(0) > 0;
    }

    /// A model without a graph, whose arrays lie in the processor's memory; see [#use].
    static Model newModel(String name) {
        requireTelemetryOff();
        return Model.newInstance(name, Device.cpu(), NAME);
    }

    /// Has a session compute on a device.
    ///
    /// DJL would do it for a model of that device, but without these options.
    static void use(InferenceDevice device, SessionOptions options) throws OrtException {
        if (!device.isCuda()) {
            return;
        }
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device.ordinal())) {
            // TF32 keeps 10 bits of every factor: the embeddings would not be those of a processor any more.
            cuda.add("use_tf32", "0");
            // By default every way to convolve is tried for every new size of batch, and a slide's last batch has any.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            options.addCUDA(cuda);
        }
    }

    private static void requireTelemetryOff() {
        if (!"1".equals(System.getenv(TELEMETRY_OFF))) {
            throw new DeviceUnavailableException("ONNX Runtime is not started, because it would send telemetry: set "
                    + TELEMETRY_OFF + "=1 in the environment before the JVM starts, as ./acinus does");
        }
    }
}
