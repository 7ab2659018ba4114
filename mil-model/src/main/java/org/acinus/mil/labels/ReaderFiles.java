package org.acinus.mil.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.acinus.mil.evaluate.agreement.Reading;

/// What people called slides: CSV files whose first column names the slide and whose other columns are a reader
/// each, a blank field where the reader has not read the slide.
public final class ReaderFiles {
    private ReaderFiles() {}

    /// Reads files.
    ///
    /// @param files each with one or more readers; a name that several files use gets its file's name in front
    /// @param slides that are evaluated; a reader's other slides are passed over
    /// @param classes how many there are
    /// @throws LabelDataException where a field is no class, or a file names none of the slides
    public static List<Reading> read(List<Path> files, Set<String> slides, int classes) {
        List<Reading> readings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            CsvTable table = CsvTable.read(file);
            if (table.rows().keySet().stream().noneMatch(slides::contains)) {
                throw new LabelDataException(
                        file + " names none of the evaluated slides; its first column must hold the same names");
            }
            for (int column = 1; column < table.header().size(); column++) {
                String plain = table.header().get(column);
                String name = table.header().size() == 2 && files.size() > 1 ? stem(file) : plain;
                while (!names.add(name)) {
                    name = stem(file) + " " + name;
                }
                readings.add(new Reading(name, calls(table, column, slides, classes)));
            }
        }
        return List.copyOf(readings);
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static Map<String, Integer> calls(CsvTable table, int column, Set<String> slides, int classes) {
        Map<String, Integer> calls = new HashMap<>();
        for (CsvTable.Row row : table.rows().values()) {
            if (slides.contains(row.key()) && !row.cells().get(column).isEmpty()) {
                calls.put(row.key(), AnswerColumns.grade(table, row, column, classes - 1));
            }
        }
        return calls;
    }
}
