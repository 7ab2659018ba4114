package org.acinus.mil.pack.torch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.PickleException;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.pack.torch.StateDict.Storage;

/// The format from before PyTorch 1.6: magic number, protocol version, system facts, state dict and the order of
/// the storages, each a pickle; then every storage as an 8-byte count and its little-endian elements.
final class LegacyCheckpoint {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final int PROTOCOL = 1001;

    private LegacyCheckpoint() {}

    static TorchCheckpoint read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            requireHeader(in);
            StateDict dict = TorchUnpickler.readStateDict(in);
            Map<String, Tensor> floats = readStorages(in, dict);
            if (in.read() != -1) {
                throw new PickleException("there is more in the file than its tensors");
            }
            return new TorchCheckpoint(floats, dict.views().keySet());
        }
    }

    private static void requireHeader(InputStream in) throws IOException {
        if (!MAGIC.equals(TorchUnpickler.read(in))) {
            throw new PickleException("it does not begin with PyTorch's magic number");
        }
        if (!(TorchUnpickler.read(in) instanceof Integer version && version == PROTOCOL)) {
            throw new PickleException("its protocol is not " + PROTOCOL);
        }
        if (!(TorchUnpickler.read(in) instanceof Map<?, ?> system
                && Boolean.TRUE.equals(system.get("little_endian")))) {
            throw new PickleException("its numbers are not little-endian");
        }
    }

    private static Map<String, Tensor> readStorages(InputStream in, StateDict dict) throws IOException {
        if (!(TorchUnpickler.read(in) instanceof List<?> order)) {
            throw new PickleException("the order of its storages is missing");
        }
        Map<String, Storage> missing = new LinkedHashMap<>(dict.storages());
        Map<String, Tensor> floats = new LinkedHashMap<>();
        for (Object key : order) {
            Storage storage = key instanceof String text ? missing.remove(text) : null;
            if (storage == null) {
                throw new PickleException("storage " + key + " belongs to no tensor or comes twice");
            }
            long count = readLittle(in, storage, Long.BYTES).getLong();
            if (count != storage.elements()) {
                throw new PickleException(
                        "storage " + storage.key() + " has " + count + " elements, not " + storage.elements());
            }
            ByteBuffer numbers = readLittle(in, storage, storage.bytes());
            dict.views().forEach((name, view) -> {
                if (view.storage().key().equals(storage.key()) && storage.type().isFloat()) {
                    floats.put(name, StateDict.gather(name, view, numbers));
                }
            });
        }
        if (!missing.isEmpty()) {
            throw new PickleException("storages are missing: " + missing.keySet());
        }
        return floats;
    }

    private static ByteBuffer readLittle(InputStream in, Storage storage, int bytes) throws IOException {
        byte[] content = in.readNBytes(bytes);
        if (content.length != bytes) {
            throw new EOFException("the file ends inside storage " + storage.key());
        }
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }
}
