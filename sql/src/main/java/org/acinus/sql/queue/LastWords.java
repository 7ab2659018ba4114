package org.acinus.sql.queue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acinus.sql.connection.StoredText;

/// What a worker wrote before it died, as far as it may be kept.
///
/// Libraries print what they stumble over, and that can be a slide's own text: a name, a barcode, a date. So lines
/// are kept by what they are known to be (stack frames, the JVM's and the kernel's words on a crash) and without
/// their free text; of all others only the number is told.
final class LastWords {
    private static final int MOST_LINES = 60;
    private static final int MOST_CHARACTERS = 8000;
    private static final int LONGEST_LINE = 200;

    private static final Pattern FRAME =
            Pattern.compile("\\s*at [\\w.$/@<>-]+\\([\\w.$: -]*\\)|\\s*\\.\\.\\. \\d+ more");
    /// The type of what was thrown; its message is not kept.
    private static final Pattern THROWN =
            Pattern.compile("((?:Caused by: |Suppressed: |Exception in thread \"[\\w-]+\" )?"
                    + "(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Error|Exception))(?::.*)?");
    /// Of the JVM's report of a crash: signal, library and frame, but not the command line, which has paths.
    private static final Pattern CRASH =
            Pattern.compile("#  ?(?:SIG[A-Z]+ \\(0x[0-9a-f]+\\).*|[CVvjJ] +\\[[\\w.+-]+\\+0x[0-9a-f]+\\].*"
                    + "|A fatal error has been detected by the Java Runtime Environment:|Problematic frame:"
                    + "|There is insufficient memory for the Java Runtime Environment to continue\\.)");
    private static final Pattern KERNEL = Pattern.compile(
            "Segmentation fault|Killed|Aborted|Bus error|terminate called after throwing an instance of '[\\w:]+'");

    private LastWords() {}

    /// The lines' harmless parts, at most 8,000 characters of the last ones; empty where there were none.
    static Optional<String> of(List<String> lines) {
        StringBuilder kept = new StringBuilder();
        int withheld = 0;
        for (String line : lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size())) {
            Optional<String> harmless =
                    harmless(line.strip().length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
            if (harmless.isPresent()) {
                kept.append(withheld(withheld)).append(harmless.get()).append('\n');
                withheld = 0;
            } else if (!line.isBlank()) {
                withheld++;
            }
        }
        kept.append(withheld(withheld));
        String text = StoredText.of(kept.toString().stripTrailing());
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(text.substring(Math.max(0, text.length() - MOST_CHARACTERS)));
    }

    private static String withheld(int lines) {
        return lines == 0 ? "" : "(" + lines + (lines == 1 ? " line" : " lines") + " not kept)\n";
    }

    private static Optional<String> harmless(String line) {
        if (FRAME.matcher(line).matches()
                || CRASH.matcher(line).matches()
                || KERNEL.matcher(line).matches()) {
            return Optional.of(line);
        }
        Matcher thrown = THROWN.matcher(line);
        return thrown.matches() ? Optional.of(thrown.group(1)) : Optional.empty();
    }
}
