package org.acinus.mil.djl;

import java.util.Locale;
import java.util.OptionalInt;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackMismatchException;

/// Which engine runs an encoder.
public enum InferenceEngine {
    /// ONNX Runtime where the pack has a graph and the device can be used with it, else PyTorch.
    AUTO {
        @Override
        boolean hasCuda() {
            return ONNX.hasCuda() || PYTORCH.hasCuda();
        }

        @Override
        TileEncoder open(ModelPack pack, InferenceDevice device, int threads, OptionalInt batchTiles) {
            EncoderSpec spec = pack.encoder();
            boolean torchAlone = spec.onnx().isEmpty()
                    || (device.isCuda() && spec.torchscript().isPresent() && !ONNX.hasCuda());
            return (torchAlone ? PYTORCH : ONNX).open(pack, device, threads, batchTiles);
        }
    },

    /// ONNX Runtime: two to ten times as fast as PyTorch on a processor.
    ONNX {
        @Override
        boolean hasCuda() {
            return OnnxRuntime.hasCuda();
        }

        @Override
        TileEncoder open(ModelPack pack, InferenceDevice device, int threads, OptionalInt batchTiles) {
            requireCuda(device, "put onnxruntime_gpu on the class path in place of onnxruntime (docs/gpu.md)");
            return OnnxExtractor.open(pack, device, threads, batchTiles);
        }
    },

    /// PyTorch, for packs with TorchScript.
    PYTORCH {
        @Override
        boolean hasCuda() {
            return TorchExtractor.hasCuda();
        }

        @Override
        TileEncoder open(ModelPack pack, InferenceDevice device, int threads, OptionalInt batchTiles) {
            if (pack.encoder().torchscript().isEmpty()) {
                throw new PackMismatchException("Pack " + pack + " has no TorchScript, only ONNX; use --engine onnx");
            }
            requireCuda(device, "set PYTORCH_LIBRARY_PATH to a PyTorch built for CUDA (docs/gpu.md)");
            return TorchExtractor.open(pack, device, threads, batchTiles);
        }
    };

    /// Whether the engine on this machine was built for GPUs and finds what it needs for them.
    abstract boolean hasCuda();

    /// Opens an encoder, which has yet to prove itself.
    ///
    /// @throws PackMismatchException where the pack has nothing for this engine
    /// @throws DeviceUnavailableException where the engine cannot use the device
    abstract TileEncoder open(ModelPack pack, InferenceDevice device, int threads, OptionalInt batchTiles);

    void requireCuda(InferenceDevice device, String advice) {
        if (device.isCuda() && !hasCuda()) {
            throw new DeviceUnavailableException("Device " + device + " cannot be used by --engine " + this
                    + ", which was built for the processor alone or finds no GPU; ask for --device cpu, or " + advice);
        }
    }

    /// The word of the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
