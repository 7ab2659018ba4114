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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.razorvine.pickle.PickleException;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.NamedTensors;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.pack.torch.TorchUnpickler.ElementType;
import org.acinus.mil.pack.torch.TorchUnpickler.Storage;
import org.acinus.mil.pack.torch.TorchUnpickler.View;

/// The weights of a PyTorch checkpoint from before version 1.6 (five pickles, then raw numbers). Immutable.
///
/// In the file: magic number, protocol version, system facts, state dict and the order of the storages, each a
/// pickle; then every storage as an 8-byte count and its little-endian elements. Integer tensors (batch counters)
/// are checked and passed over.
public final class TorchCheckpoint implements NamedTensors {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final int PROTOCOL = 1001;
    private static final int MOST_ELEMENTS = 1 << 28;

    private final Map<String, Tensor> floats;
    private final Set<String> names;

    private TorchCheckpoint(Map<String, Tensor> floats, Set<String> names) {
        this.floats = floats;
        this.names = Set.copyOf(names);
    }

    /// Reads a checkpoint.
    ///
    /// @throws InvalidPackException where the file is not such a checkpoint, or holds anything but tensors
    public static TorchCheckpoint read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            requireHeader(in);
            Map<String, View> views = TorchUnpickler.readStateDict(in);
            Map<String, Tensor> floats = readStorages(in, views);
            if (in.read() != -1) {
                throw new PickleException("there is more in the file than its tensors");
            }
            return new TorchCheckpoint(floats, views.keySet());
        } catch (PickleException | IOException refused) {
            throw new InvalidPackException(
                    file + " is not a readable PyTorch checkpoint: " + refused.getMessage(), refused);
        }
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

    private static Map<String, Tensor> readStorages(InputStream in, Map<String, View> views) throws IOException {
        Map<String, Storage> storages = new LinkedHashMap<>();
        Map<String, List<String>> users = new LinkedHashMap<>();
        views.forEach((name, view) -> {
            Storage storage = view.storage();
            Storage former = storages.put(storage.key(), storage);
            if (former != null && !former.equals(storage)) {
                throw new PickleException("storage " + storage.key() + " is described twice, differently");
            }
            users.computeIfAbsent(storage.key(), key -> new ArrayList<>()).add(name);
        });
        if (!(TorchUnpickler.read(in) instanceof List<?> order)) {
            throw new PickleException("the order of its storages is missing");
        }
        Map<String, Tensor> floats = new LinkedHashMap<>();
        for (Object key : order) {
            Storage storage = key instanceof String text ? storages.remove(text) : null;
            if (storage == null) {
                throw new PickleException("storage " + key + " belongs to no tensor or comes twice");
            }
            ByteBuffer numbers = readStorage(in, storage);
            if (storage.type() == ElementType.FLOAT32) {
                for (String name : Objects.requireNonNull(users.get(storage.key()))) {
                    floats.put(name, gather(name, Objects.requireNonNull(views.get(name)), numbers));
                }
            }
        }
        if (!storages.isEmpty()) {
            throw new PickleException("storages are missing: " + storages.keySet());
        }
        return floats;
    }

    private static ByteBuffer readStorage(InputStream in, Storage storage) throws IOException {
        long count = readLittle(in, storage, Long.BYTES).getLong();
        if (count != storage.elements() || count < 0 || count > MOST_ELEMENTS) {
            throw new PickleException(
                    "storage " + storage.key() + " has " + count + " elements, not " + storage.elements());
        }
        long bytes = count * storage.type().bytes();
        if (bytes > Integer.MAX_VALUE) {
            throw new PickleException("storage " + storage.key() + " is too large");
        }
        return readLittle(in, storage, (int) bytes);
    }

    private static ByteBuffer readLittle(InputStream in, Storage storage, int bytes) throws IOException {
        byte[] content = in.readNBytes(bytes);
        if (content.length != bytes) {
            throw new EOFException("the file ends inside storage " + storage.key());
        }
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Walks a strided view in row-major order of its logical shape.
    private static Tensor gather(String name, View view, ByteBuffer storage) {
        int rank = view.shape().size();
        long count = 1;
        long last = view.offset();
        for (int axis = 0; axis < rank; axis++) {
            int size = view.shape().get(axis);
            long stride = view.strides().get(axis);
            if (size < 1 || stride < 0 || stride > MOST_ELEMENTS) {
                throw new PickleException(name + " has a size or stride that no tensor has");
            }
            count *= size;
            last += (size - 1) * stride;
            if (count > MOST_ELEMENTS) {
                throw new PickleException(name + " is too large");
            }
        }
        if (view.offset() < 0 || last >= view.storage().elements()) {
            throw new PickleException(name + " reaches beyond its storage");
        }
        float[] values = new float[(int) count];
        int[] index = new int[rank];
        long at = view.offset();
        for (int i = 0; i < values.length; i++) {
            values[i] = storage.getFloat((int) at * Float.BYTES);
            for (int axis = rank - 1; axis >= 0; axis--) {
                at += view.strides().get(axis);
                if (++index[axis] < view.shape().get(axis)) {
                    break;
                }
                at -= view.strides().get(axis) * index[axis];
                index[axis] = 0;
            }
        }
        return new Tensor(view.shape(), values);
    }
}
