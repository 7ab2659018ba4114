package org.acinus.mil.similar;

import java.nio.file.Path;

/// A slide of known label in a collection.
///
/// @param slide what people call it, as the labels file does
/// @param sha256 of its bytes, 64 lower-case hex digits
/// @param patient that it is of; the slide's own name where the labels do not say
/// @param label 0 without cancer; above, with: 1 of a binary label, else the ISUP grade group
/// @param tiles in its bag
/// @param bag path of its features: absolute, in a collection's file relative to its folder
/// @param file path of the slide itself, whose tiles are shown, likewise
/// @param bytes length of that file when its hash was taken
/// @param modified time of its last change then, milliseconds since 1970
public record ReferenceSlide(
        String slide,
        String sha256,
        String patient,
        int label,
        int tiles,
        String bag,
        String file,
        long bytes,
        long modified) {

    /// The slide with its paths as they are seen from a folder, which is how a collection's file names them.
    ///
    /// @param folder absolute
    ReferenceSlide seenFrom(Path folder) {
        return at(
                folder.relativize(Path.of(bag)).toString(),
                folder.relativize(Path.of(file)).toString());
    }

    /// The slide with paths that were seen from a folder; absolute ones stay as they are.
    ///
    /// @param folder absolute
    ReferenceSlide foundFrom(Path folder) {
        return at(
                folder.resolve(bag).normalize().toString(),
                folder.resolve(file).normalize().toString());
    }

    private ReferenceSlide at(String bagPath, String filePath) {
        return new ReferenceSlide(slide, sha256, patient, label, tiles, bagPath, filePath, bytes, modified);
    }

    /// Whether the slide has cancer somewhere.
    public boolean cancer() {
        return label > 0;
    }
}
