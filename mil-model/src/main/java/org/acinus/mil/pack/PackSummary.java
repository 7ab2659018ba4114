package org.acinus.mil.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.mil.PackId;

/// What a folder's `pack.json` states, not yet checked against the files beside it. See [ModelPack] for that.
///
/// @param folder that holds `pack.json`, as a real path
/// @param manifest what the pack states
/// @param id name, version and hash of the manifest
public record PackSummary(Path folder, PackManifest manifest, PackId id) {

    /// Reads a folder's manifest.
    ///
    /// @throws PackNotFoundException where there is no `pack.json`
    /// @throws InvalidPackException where it is not a manifest
    public static PackSummary read(Path folder) {
        Path file = folder.resolve(PackJson.FILE_NAME);
        if (!Files.isRegularFile(file)) {
            throw new PackNotFoundException(folder + " is not a model pack: it has no " + PackJson.FILE_NAME);
        }
        try {
            if (Files.size(file) > PackJson.MOST_BYTES) {
                throw new InvalidPackException(file + " is too long for a manifest");
            }
            byte[] json = Files.readAllBytes(file);
            PackManifest manifest = PackJson.read(json, file.toString());
            PackId id = new PackId(manifest.name(), manifest.version(), ModelPack.sha256(json));
            return new PackSummary(folder.toRealPath(), manifest, id);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(folder + " cannot be read as a model pack", unreadable);
        }
    }
}
