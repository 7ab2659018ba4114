package org.acinus.mil.pack.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.PackJson;
import org.acinus.mil.pack.PackManifest;

/// Unpacks a zip file that says it is a pack, and believes nothing of it.
///
/// Only `pack.json` and the files that it lists are written, under the paths that the manifest's own rules allow: a
/// name that leads elsewhere is never a path here. What a file may take up is what the zip file states, and that
/// has to fit on the disk.
final class PackZip {
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_MANIFEST_BYTES = 1 << 20;

    /// Deflate reaches 1032; weights do not even reach 2. Small files, such as cards, may.
    private static final long MOST_INFLATION = 100;

    private static final long SMALL_BYTES = 16 << 20;

    private PackZip() {}

    static void extract(Path zip, Path into) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Map<String, ZipEntry> entries = entries(zip, file);
            String root = root(zip, entries.keySet());
            byte[] json = manifest(zip, file, required(zip, entries, root + PackJson.FILE_NAME));
            PackManifest manifest = PackJson.read(json, zip + "!" + PackJson.FILE_NAME);
            Set<String> wanted = new HashSet<>();
            long total = 0;
            for (String path : manifest.files().keySet()) {
                ZipEntry entry = required(zip, entries, root + path);
                requireHonest(zip, entry);
                total = Math.addExact(total, entry.getSize());
                wanted.add(root + path);
            }
            requireNothingElse(zip, entries, wanted, root);
            requireRoom(zip, into, total);
            Files.write(into.resolve(PackJson.FILE_NAME), json);
            for (String path : manifest.files().keySet()) {
                ZipEntry entry = required(zip, entries, root + path);
                try (InputStream content = file.getInputStream(entry)) {
                    StagedPack.store(content, into.resolve(path), entry.getSize());
                }
            }
        } catch (ZipException | IllegalArgumentException | ArithmeticException broken) {
            throw new InvalidPackException(zip + " is not a readable zip file: " + broken.getMessage(), broken);
        }
    }

    private static Map<String, ZipEntry> entries(Path zip, ZipFile file) {
        if (file.size() > MOST_ENTRIES) {
            throw new InvalidPackException(zip + " holds " + file.size() + " entries; no pack does");
        }
        Map<String, ZipEntry> entries = new HashMap<>();
        file.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            if (entries.put(entry.getName(), entry) != null) {
                throw new InvalidPackException(zip + " holds " + shown(entry.getName()) + " twice");
            }
        });
        return entries;
    }

    /// The one folder that people zip along, or none.
    private static String root(Path zip, Set<String> names) {
        if (names.contains(PackJson.FILE_NAME)) {
            return "";
        }
        return names.stream()
                .filter(name -> name.endsWith("/" + PackJson.FILE_NAME) && name.indexOf('/') == name.lastIndexOf('/'))
                .map(name -> name.substring(0, name.indexOf('/') + 1))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidPackException(zip + " is not a model pack: it has no " + PackJson.FILE_NAME));
    }

    private static ZipEntry required(Path zip, Map<String, ZipEntry> entries, String name) {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new InvalidPackException(zip + " lacks its file " + name);
        }
        return entry;
    }

    private static byte[] manifest(Path zip, ZipFile file, ZipEntry entry) throws IOException {
        try (InputStream content = file.getInputStream(entry)) {
            byte[] json = content.readNBytes(MOST_MANIFEST_BYTES + 1);
            if (json.length > MOST_MANIFEST_BYTES) {
                throw new InvalidPackException(zip + "!" + PackJson.FILE_NAME + " is too long for a manifest");
            }
            return json;
        }
    }

    private static void requireHonest(Path zip, ZipEntry entry) {
        long size = entry.getSize();
        long packed = entry.getCompressedSize();
        if (size < 0 || packed < 0 || (size > SMALL_BYTES && size / Math.max(1, packed) > MOST_INFLATION)) {
            throw new InvalidPackException(zip + ": " + shown(entry.getName()) + " would unpack " + packed
                    + " bytes to " + size + "; no weights do that");
        }
    }

    private static void requireNothingElse(Path zip, Map<String, ZipEntry> entries, Set<String> wanted, String root) {
        for (String name : entries.keySet()) {
            // What macOS adds on its own is nobody's intent, and is not unpacked.
            boolean harmless = name.startsWith("__MACOSX/") || name.endsWith("/.DS_Store");
            if (!wanted.contains(name) && !name.equals(root + PackJson.FILE_NAME) && !harmless) {
                throw new InvalidPackException(zip + " holds " + shown(name) + ", which its " + PackJson.FILE_NAME
                        + " does not list; it is not unpacked");
            }
        }
    }

    private static void requireRoom(Path zip, Path into, long total) throws IOException {
        long room = Files.getFileStore(into).getUsableSpace();
        if (total > room) {
            throw new InvalidPackException(
                    zip + " would unpack to " + total + " bytes, but " + into.getParent() + " has room for " + room);
        }
    }

    /// A name from a foreign file, fit for a terminal.
    private static String shown(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
        return "'" + (plain.length() > 100 ? plain.substring(0, 100) + "…" : plain) + "'";
    }
}
