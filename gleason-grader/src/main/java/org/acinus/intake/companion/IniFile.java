package org.acinus.intake.companion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Sections and keys of an index file that a scanner wrote. Immutable.
///
/// @param sections by lower-case name, each with values by lower-case key
record IniFile(Map<String, Map<String, String>> sections) {
    /// A Slidedat.ini of a large slide takes some 200 KB; OpenSlide stops at 1 MiB.
    private static final int MOST_BYTES = 4 << 20;

    /// Reads a regular file; a link is not followed.
    static IniFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return parse(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        }
    }

    static IniFile parse(String text) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = new LinkedHashMap<>();
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (String line : plain.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                String name = line.substring(1, line.length() - 1).toLowerCase(Locale.ROOT);
                section = sections.computeIfAbsent(name, unseen -> new LinkedHashMap<>());
            } else if (equals > 0 && !line.startsWith(";")) {
                String key = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                section.put(key, line.substring(equals + 1).strip());
            }
        }
        return new IniFile(sections);
    }

    Optional<String> value(String section, String key) {
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(key));
    }
}
