package org.acinus.mil.pack;

import java.util.regex.Pattern;

/// What the fields of a `pack.json` may hold. Names and paths become file names, so nothing in them may lead
/// anywhere.
final class PackRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z]([0-9A-Za-z.+-]{0,30}[0-9A-Za-z])?");
    private static final Pattern PATH_PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_TEXT = 4_000;

    private PackRules() {}

    static void require(boolean holds, String field, String rule, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(field + " must be " + rule + ", not " + found);
        }
    }

    static void requireText(String field, String text) {
        require(
                !text.isBlank() && text.length() <= LONGEST_TEXT,
                field,
                "1 to " + LONGEST_TEXT + " characters",
                text.length() + " of them");
        // Terminals obey some of them.
        require(text.chars().noneMatch(Character::isISOControl), field, "without control characters", "with them");
    }

    static void requireName(String field, String name) {
        require(isName(name), field, "lower-case letters, digits, '.', '_' or '-', 64 at most", "'" + name + "'");
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static void requireVersion(String field, String version) {
        require(VERSION.matcher(version).matches(), field, "a version such as 1.0.0", "'" + version + "'");
    }

    static void requireSha256(String field, String sha256) {
        require(SHA256.matcher(sha256).matches(), field, "64 lower-case hex digits", "'" + sha256 + "'");
    }

    /// A path inside the pack: plain names joined by `/`, none of which begins with a dot.
    static void requirePath(String field, String path) {
        for (String part : path.split("/", -1)) {
            require(PATH_PART.matcher(part).matches(), field, "a relative path inside the pack", "'" + path + "'");
        }
    }
}
