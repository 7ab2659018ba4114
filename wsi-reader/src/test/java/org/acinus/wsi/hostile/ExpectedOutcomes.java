package org.acinus.wsi.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.acinus.wsi.hostile.Probed.Verdict;

/// What each reader makes of each file of the shared sets: the table `strange-files.tsv`, a line a file and a
/// column a reader.
///
/// @param readers in the order of the columns
/// @param verdicts by file, in the same order
record ExpectedOutcomes(List<String> readers, Map<String, List<Verdict>> verdicts) {
    private static final String TABLE = "strange-files.tsv";

    static ExpectedOutcomes load() {
        try (InputStream table = ExpectedOutcomes.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                return new ExpectedOutcomes(List.of(), Map.of());
            }
            List<String> lines = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            Map<String, List<Verdict>> verdicts = new HashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                List<String> cells = List.of(line.split("\t", -1));
                verdicts.put(
                        cells.getFirst(),
                        cells.subList(1, cells.size()).stream()
                                .map(Verdict::valueOf)
                                .toList());
            }
            List<String> head = List.of(lines.getFirst().split("\t", -1));
            return new ExpectedOutcomes(head.subList(1, head.size()), verdicts);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What a reader makes of a file; nothing where the table does not say.
    Optional<Verdict> of(String file, String reader) {
        int column = readers.indexOf(reader);
        List<Verdict> row = verdicts.getOrDefault(file, List.of());
        return column >= 0 && column < row.size() ? Optional.of(row.get(column)) : Optional.empty();
    }

    /// Writes what was found in the table's form, to be read and then put in its place.
    ///
    /// @param found verdicts by file and reader
    static void write(Path target, List<String> readers, TreeMap<String, Map<String, Verdict>> found)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("file\t" + String.join("\t", readers));
        found.forEach((file, verdicts) -> {
            List<String> cells = new ArrayList<>(List.of(file));
            readers.forEach(reader -> cells.add(String.valueOf(verdicts.get(reader))));
            lines.add(String.join("\t", cells));
        });
        Files.write(target, lines);
    }
}
