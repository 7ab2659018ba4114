package org.acinus.intake.companion;

import java.nio.file.Path;
import java.util.Locale;

/// The two parts of a file's name.
final class FileEnding {
    private FileEnding() {}

    /// From the last dot on, in lower case; empty where there is none.
    static String of(Path file) {
        String name = name(file);
        return name.substring(dot(name)).toLowerCase(Locale.ROOT);
    }

    /// Up to the last dot.
    static String stem(Path file) {
        String name = name(file);
        return name.substring(0, dot(name));
    }

    private static int dot(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name.length() : dot;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
