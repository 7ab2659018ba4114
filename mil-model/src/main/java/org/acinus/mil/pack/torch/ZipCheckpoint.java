package org.acinus.mil.pack.torch;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.razorvine.pickle.PickleException;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.pack.torch.StateDict.Storage;

/// The format since PyTorch 1.6: a zip file with one folder, in it `data.pkl`, which is the state dict, and the
/// bare numbers of each storage in `data/KEY`.
final class ZipCheckpoint {
    private static final String PICKLE = "data.pkl";
    private static final int MOST_PICKLE_BYTES = 64 << 20;

    private ZipCheckpoint() {}

    static TorchCheckpoint read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String root = root(zip);
            requireLittleEndian(zip, root);
            byte[] pickle = bytes(zip, root + PICKLE, MOST_PICKLE_BYTES);
            StateDict dict = TorchUnpickler.readStateDict(new ByteArrayInputStream(pickle));
            Map<String, ByteBuffer> numbers = new HashMap<>();
            Map<String, Tensor> floats = new LinkedHashMap<>();
            for (Map.Entry<String, StateDict.View> entry : dict.views().entrySet()) {
                Storage storage = entry.getValue().storage();
                if (storage.type().isFloat()) {
                    ByteBuffer content = numbers.get(storage.key());
                    if (content == null) {
                        content = numbers(zip, root, storage);
                        numbers.put(storage.key(), content);
                    }
                    floats.put(entry.getKey(), StateDict.gather(entry.getKey(), entry.getValue(), content));
                }
            }
            return new TorchCheckpoint(floats, dict.views().keySet());
        } catch (IllegalArgumentException badNames) {
            throw new PickleException("its zip file is damaged", badNames);
        }
    }

    private static String root(ZipFile zip) {
        String name = zip.stream()
                .map(ZipEntry::getName)
                .filter(entry -> entry.endsWith("/" + PICKLE) && entry.indexOf('/') == entry.lastIndexOf('/'))
                .findFirst()
                .orElseThrow(() -> new PickleException("it is a zip file without " + PICKLE));
        String root = name.substring(0, name.length() - PICKLE.length());
        if (zip.getEntry(root + "constants.pkl") != null) {
            throw new PickleException("it is TorchScript, a program; export its state dict, or make a pack of it");
        }
        return root;
    }

    private static void requireLittleEndian(ZipFile zip, String root) throws IOException {
        Optional<ZipEntry> order = Optional.ofNullable(zip.getEntry(root + "byteorder"));
        if (order.isPresent()
                && !new String(bytes(zip, root + "byteorder", 64), StandardCharsets.US_ASCII)
                        .strip()
                        .equals("little")) {
            throw new PickleException("its numbers are not little-endian");
        }
    }

    private static ByteBuffer numbers(ZipFile zip, String root, Storage storage) throws IOException {
        byte[] content = bytes(zip, root + "data/" + storage.key(), storage.bytes());
        if (content.length != storage.bytes()) {
            throw new EOFException(
                    "storage " + storage.key() + " is " + content.length + " bytes long, not " + storage.bytes());
        }
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// An entry's bytes, refused where there are more than expected: a small file may unpack to a huge one.
    private static byte[] bytes(ZipFile zip, String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new PickleException("it lacks " + name);
        }
        try (InputStream content = zip.getInputStream(entry)) {
            byte[] bytes = content.readNBytes(most);
            if (content.read() != -1) {
                throw new PickleException(name + " is longer than it should be");
            }
            return bytes;
        }
    }
}
