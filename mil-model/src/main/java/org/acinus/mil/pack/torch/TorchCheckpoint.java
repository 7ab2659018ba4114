package org.acinus.mil.pack.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.PickleException;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.NamedTensors;
import org.acinus.mil.pack.Tensor;

/// The weights of a PyTorch checkpoint, a zip file or one from before version 1.6. Immutable.
///
/// Nothing in the file is executed: see [TorchUnpickler]. Weights of half or double precision become float32;
/// integer tensors (batch counters) are passed over. Where a training script kept the network beside other things,
/// the network is found by the usual names.
public final class TorchCheckpoint implements NamedTensors {
    private static final int SAFETENSORS_HEAD = 10;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final Map<String, Tensor> floats;
    private final Set<String> names;

    TorchCheckpoint(Map<String, Tensor> floats, Set<String> names) {
        this.floats = Map.copyOf(floats);
        this.names = Set.copyOf(names);
    }

    /// Reads a checkpoint.
    ///
    /// @throws InvalidPackException where the file is not such a checkpoint, or holds anything but tensors
    public static TorchCheckpoint read(Path file) {
        try {
            byte[] head = head(file);
            if (isSafetensors(head)) {
                throw new InvalidPackException(file + " is a safetensors file and no PyTorch checkpoint;"
                        + " models/export/export_encoder.py makes a pack of the folder that it lies in, with Python");
            }
            return Arrays.equals(head, 0, ZIP.length, ZIP, 0, ZIP.length)
                    ? ZipCheckpoint.read(file)
                    : LegacyCheckpoint.read(file);
        } catch (PickleException | IOException refused) {
            throw new InvalidPackException(
                    file + " is not a readable PyTorch checkpoint: " + refused.getMessage(), refused);
        }
    }

    /// The first bytes, padded with zeros where there are fewer.
    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.copyOf(in.readNBytes(SAFETENSORS_HEAD), SAFETENSORS_HEAD);
        }
    }

    /// The length of a header as eight bytes, little-endian, of which the upper four are 0, and then JSON.
    private static boolean isSafetensors(byte[] head) {
        return Arrays.equals(head, 4, 8, new byte[4], 0, 4) && head[8] == '{' && head[9] == '"';
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public Tensor tensor(String name) {
        Tensor tensor = floats.get(name);
        if (tensor == null) {
            throw new InvalidPackException("The checkpoint has no float tensor " + name);
        }
        return tensor;
    }
}
