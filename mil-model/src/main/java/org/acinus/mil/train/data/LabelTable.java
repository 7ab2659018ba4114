package org.acinus.mil.train.data;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.acinus.mil.labels.CsvTable;
import org.acinus.mil.labels.LabelConflict;
import org.acinus.mil.pack.HeadTask;

/// The labels of slides: a CSV file with header `slide,label[,patient,site,group,…]`, columns in any order, or PANDA's
/// `image_id,data_provider,isup_grade,gleason_score`.
///
/// `slide` is a slide's file name, with or without its ending, or its sha256. `label` is a whole number; an
/// `isup_grade` above 0 is a 1 to a binary task. Slides without `patient` are patients of their own. Slides of one
/// `group` are kept together as a patient's are. Other columns are ignored.
///
/// @param file it was read from
/// @param rows by slide, in the file's order
/// @param conflicts rows whose Gleason score means another grade than they state; the stated one counts
public record LabelTable(Path file, SequencedMap<String, Row> rows, List<LabelConflict> conflicts) {
    private static final List<String> SLIDE = List.of("slide", "image_id");
    private static final List<String> LABEL = List.of("label", "isup_grade");
    private static final List<String> SITE = List.of("site", "data_provider");

    public LabelTable {
        rows = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(rows));
        conflicts = List.copyOf(conflicts);
    }

    /// One line.
    ///
    /// @param line of the file, from 1
    /// @param slide as written
    /// @param label the class
    /// @param patient the slide itself where the file does not say
    /// @param site where the file says
    /// @param group of slides that are nearly the same, where the file says
    public record Row(
            int line, String slide, int label, String patient, Optional<String> site, Optional<String> group) {}

    /// Reads the file.
    ///
    /// @throws BagDataException naming the line that makes no sense
    /// @throws org.acinus.mil.labels.LabelDataException naming the line that is no CSV, or names a slide again
    public static LabelTable read(Path file, HeadTask task) {
        CsvTable table = CsvTable.read(file, SLIDE);
        if (SLIDE.stream().noneMatch(name -> table.find(name).isPresent())) {
            throw noColumn(table, SLIDE);
        }
        int label = find(table, LABEL).orElseThrow(() -> noColumn(table, LABEL));
        boolean graded = table.header().get(label).equals("isup_grade");
        Columns columns = new Columns(
                label,
                graded && task == HeadTask.BINARY,
                table.find("patient"),
                find(table, SITE),
                table.find("group"));
        SequencedMap<String, Row> rows = new LinkedHashMap<>();
        table.rows().values().forEach(row -> rows.put(row.key(), columns.row(table, row, task)));
        return new LabelTable(file, rows, LabelConflict.in(table, label));
    }

    private static Optional<Integer> find(CsvTable table, List<String> names) {
        return names.stream().flatMap(name -> table.find(name).stream()).findFirst();
    }

    private static BagDataException noColumn(CsvTable table, List<String> names) {
        return new BagDataException(table.file() + ", line 1: the header has no column " + String.join(" or ", names)
                + ", only " + String.join(", ", table.header())
                + "; it must be slide,label[,patient,site,group,…]");
    }

    /// Where a row begins, to begin a message with.
    String where(Row row) {
        return file + ", line " + row.line() + ": ";
    }

    /// Positions of the columns that count.
    private record Columns(
            int label,
            boolean gradeAsCancer,
            Optional<Integer> patient,
            Optional<Integer> site,
            Optional<Integer> group) {

        Row row(CsvTable table, CsvTable.Row row, HeadTask task) {
            String text = row.cells().get(label);
            int value;
            try {
                value = Integer.parseInt(text);
            } catch (NumberFormatException malformed) {
                throw new BagDataException(
                        table.where(row) + "slide " + row.key() + ": the label '" + text
                                + "' is not a whole number; correct it, or take the slide out",
                        malformed);
            }
            int known = gradeAsCancer && value > 0 ? 1 : value;
            if (known < 0 || known >= task.classes()) {
                throw new BagDataException(table.where(row) + "slide " + row.key() + " has label " + value
                        + ", but task " + task + " has labels 0 to " + (task.classes() - 1)
                        + "; correct it, or name another task");
            }
            return new Row(
                    row.line(),
                    row.key(),
                    known,
                    cell(row, patient).orElse(row.key()),
                    cell(row, site),
                    cell(row, group));
        }

        private static Optional<String> cell(CsvTable.Row row, Optional<Integer> column) {
            return column.map(index -> row.cells().get(index)).filter(text -> !text.isEmpty());
        }
    }
}
