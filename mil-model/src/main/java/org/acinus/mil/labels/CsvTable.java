package org.acinus.mil.labels;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// A CSV file with header whose first column names the rows. Immutable.
///
/// @param file where it came from
/// @param header names of the columns, the first that of the key
/// @param rows by key, in the file's order
public record CsvTable(Path file, List<String> header, SequencedMap<String, Row> rows) {
    public CsvTable {
        header = List.copyOf(header);
        rows = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(rows));
    }

    /// One row.
    ///
    /// @param line that it begins on, from 1
    /// @param cells one a column, stripped
    public record Row(int line, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        /// The cell of the first column.
        public String key() {
            return cells.getFirst();
        }
    }

    /// Reads a file in UTF-8 with commas between fields and quotes as in RFC 4180; empty lines are passed over.
    ///
    /// @throws LabelDataException naming the line that is wrong
    public static CsvTable read(Path file) {
        return read(file, List.of());
    }

    /// The same, keyed by another column than the first, which then stands first.
    ///
    /// @param keys names of the column that names the rows, the best first; the first column where there is none
    /// @throws LabelDataException naming the line that is wrong
    public static CsvTable read(Path file, List<String> keys) {
        List<Row> lines = CsvLines.parse(text(file), file);
        if (lines.size() < 2) {
            throw new LabelDataException(file + " holds no row; it needs a header line and one line a slide");
        }
        int key = key(lines.getFirst(), keys);
        Row header = keyFirst(lines.getFirst(), key);
        Set<String> names = new HashSet<>();
        for (String name : header.cells()) {
            if (name.isEmpty() || !names.add(name)) {
                throw new LabelDataException(where(file, header) + "the header has "
                        + (name.isEmpty() ? "a column without a name" : "the column '" + name + "' twice")
                        + "; give every column a name of its own");
            }
        }
        SequencedMap<String, Row> rows = new LinkedHashMap<>();
        for (Row row : lines.subList(1, lines.size())) {
            add(keyFirst(row, key), header, rows, file);
        }
        return new CsvTable(file, header.cells(), rows);
    }

    private static int key(Row header, List<String> keys) {
        return keys.stream()
                .map(header.cells()::indexOf)
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(0);
    }

    private static Row keyFirst(Row row, int key) {
        if (key == 0 || key >= row.cells().size()) {
            return row;
        }
        List<String> cells = new ArrayList<>(row.cells());
        cells.addFirst(cells.remove(key));
        return new Row(row.line(), cells);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new LabelDataException(file + " does not exist", missing);
        } catch (CharacterCodingException foreign) {
            throw new LabelDataException(file + " is not UTF-8 text; save it as CSV in UTF-8", foreign);
        } catch (IOException unreadable) {
            throw new LabelDataException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static void add(Row row, Row header, SequencedMap<String, Row> rows, Path file) {
        if (row.cells().size() != header.cells().size()) {
            throw new LabelDataException(where(file, row) + row.cells().size() + " fields, but the header has "
                    + header.cells().size() + "; every line needs as many, with commas between them");
        }
        if (row.key().isEmpty()) {
            throw new LabelDataException(
                    where(file, row) + "the first field, which names the slide, is empty; name it or remove the line");
        }
        Row first = rows.putIfAbsent(row.key(), row);
        if (first != null) {
            throw new LabelDataException(where(file, row) + row.key() + " is there already, on line " + first.line()
                    + "; keep the line that is right");
        }
    }

    /// Where a row is, to begin a message with: file and line.
    public String where(Row row) {
        return where(file, row);
    }

    private static String where(Path file, Row row) {
        return file + ", line " + row.line() + ": ";
    }

    /// The position of a column.
    ///
    /// @throws LabelDataException where the file has no such column
    public int column(String name) {
        return find(name)
                .orElseThrow(() -> new LabelDataException(
                        file + " has no column '" + name + "', only " + String.join(", ", header)));
    }

    /// The position of a column, where there is one.
    public Optional<Integer> find(String name) {
        int index = header.indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(index);
    }
}
