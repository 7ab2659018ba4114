package org.acinus.mil.similar;

/// A slide of known label in a collection.
///
/// @param slide what people call it, as the labels file does
/// @param sha256 of its bytes, 64 lower-case hex digits
/// @param patient that it is of; the slide's own name where the labels do not say
/// @param label 0 without cancer; above, with: 1 of a binary label, else the ISUP grade group
/// @param tiles in its bag
/// @param bag absolute path of its features
/// @param file absolute path of the slide itself, whose tiles are shown
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

    /// Whether the slide has cancer somewhere.
    public boolean cancer() {
        return label > 0;
    }
}
