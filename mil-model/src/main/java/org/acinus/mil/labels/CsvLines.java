package org.acinus.mil.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Cuts CSV text into rows that know their lines, which Jackson's parser does not tell where lines are empty or
/// quoted fields hold line feeds.
final class CsvLines {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final Path file;
    private final List<CsvTable.Row> rows = new ArrayList<>();
    private int at;
    private int line = 1;

    private CsvLines(String text, Path file) {
        this.text = text;
        this.file = file;
        at = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    }

    static List<CsvTable.Row> parse(String text, Path file) {
        CsvLines lines = new CsvLines(text, file);
        while (lines.at < text.length()) {
            lines.row();
        }
        return lines.rows;
    }

    private void row() {
        int start = line;
        List<String> cells = new ArrayList<>();
        do {
            cells.add(field());
        } while (take(','));
        boolean returned = take('\r');
        if (!take('\n') && !returned && at < text.length()) {
            throw new LabelDataException(
                    file + ", line " + line + ": text after a closing quote; double every quote inside a quoted field");
        }
        line++;
        if (cells.size() > 1 || !cells.getFirst().isEmpty()) {
            rows.add(new CsvTable.Row(start, cells));
        }
    }

    private boolean take(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private String field() {
        while (take(' ') || take('\t')) {
            // Blanks around a field do not belong to it.
        }
        return take('"') ? quoted() : plain();
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private String quoted() {
        int opened = line;
        StringBuilder field = new StringBuilder();
        while (at < text.length()) {
            char letter = text.charAt(at++);
            if (letter != '"') {
                line += letter == '\n' ? 1 : 0;
                field.append(letter);
            } else if (take('"')) {
                field.append('"');
            } else {
                while (take(' ') || take('\t')) {
                    // As before the field.
                }
                return field.toString().strip();
            }
        }
        throw new LabelDataException(file + ", line " + opened + ": a quote is opened and never closed");
    }
}
