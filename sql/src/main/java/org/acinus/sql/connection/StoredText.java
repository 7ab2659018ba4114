package org.acinus.sql.connection;

/// Free text on its way into the database.
public final class StoredText {
    private static final char REPLACEMENT = '\uFFFD';

    private StoredText() {}

    /// The text without what PostgreSQL cannot hold: NUL, and halves of surrogate pairs.
    ///
    /// For messages and reasons, which may quote a broken file: recording a failure must not fail. File names
    /// cannot contain either and are stored as they are.
    public static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
