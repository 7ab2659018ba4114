package org.acinus.intake.folder;

import java.net.URI;
import java.nio.file.Path;

/// File names as they may be shown: on a terminal, in a log, on one line.
///
/// A name is somebody else's text. A control character can move a terminal's cursor, a line break can forge a line
/// of a log, and a direction override can make `gpj.svs` out of `svs.jpg`.
public final class SafeText {
    private SafeText() {}

    /// Control, format, surrogate and unassigned characters, and line and paragraph separators, as `\\uXXXX`.
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (isHarmless(letter)) {
                shown.appendCodePoint(letter);
            } else if (letter <= 0xFFFF) {
                shown.append(String.format("\\u%04X", letter));
            } else {
                shown.append(String.format("\\U%08X", letter));
            }
        });
        return shown.toString();
    }

    private static boolean isHarmless(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /// Whether a path survives being kept as text: a name that is no valid UTF-8 does not.
    public static boolean isText(Path path) {
        return Path.of(path.toString()).equals(path);
    }

    /// A path whose bytes are no text, with those bytes as `%XX`.
    ///
    /// @param root absolute
    /// @param relative below it
    public static String ofBytes(Path root, Path relative) {
        URI base = root.toUri();
        String whole = root.resolve(relative).toUri().getRawPath();
        String start = base.getRawPath();
        return whole.substring(start.endsWith("/") ? start.length() : start.length() + 1);
    }
}
