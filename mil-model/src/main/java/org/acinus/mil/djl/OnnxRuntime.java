package org.acinus.mil.djl;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;

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

    static boolean hasCuda() {
        requireTelemetryOff();
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    static Model newModel(String name, InferenceDevice device) {
        requireTelemetryOff();
        return Model.newInstance(name, device.toDjl(), NAME);
    }

    private static void requireTelemetryOff() {
        if (!"1".equals(System.getenv(TELEMETRY_OFF))) {
            throw new DeviceUnavailableException("ONNX Runtime is not started, because it would send telemetry: set "
                    + TELEMETRY_OFF + "=1 in the environment before the JVM starts, as ./acinus does");
        }
    }
}
