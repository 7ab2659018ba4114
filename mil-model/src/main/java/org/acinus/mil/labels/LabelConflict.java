package org.acinus.mil.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A row whose two labels contradict each other.
///
/// @param line of the file
/// @param slide that the row names
/// @param gleason as written
/// @param implied ISUP grade that it means; empty where it is no Gleason score
/// @param stated ISUP grade as written
public record LabelConflict(int line, String slide, String gleason, OptionalInt implied, String stated) {
    /// The column that is compared with the grade, named as in PANDA's table.
    public static final String GLEASON_COLUMN = "gleason_score";

    /// Finds the rows whose Gleason score means another grade than they state, or is none.
    ///
    /// @param labels a table; without a column [#GLEASON_COLUMN] it has no conflict
    /// @param grade position of the column of the ISUP grade
    public static List<LabelConflict> in(CsvTable labels, int grade) {
        Optional<Integer> column = labels.find(GLEASON_COLUMN);
        if (column.isEmpty() || column.get() == grade) {
            return List.of();
        }
        List<LabelConflict> conflicts = new ArrayList<>();
        for (CsvTable.Row row : labels.rows().values()) {
            String gleason = row.cells().get(column.get());
            String stated = row.cells().get(grade);
            Optional<Integer> implied = GleasonLabel.isup(gleason);
            if (!gleason.isEmpty() && !implied.map(String::valueOf).equals(Optional.of(stated))) {
                OptionalInt means = implied.map(OptionalInt::of).orElseGet(OptionalInt::empty);
                conflicts.add(new LabelConflict(row.line(), row.key(), gleason, means, stated));
            }
        }
        return List.copyOf(conflicts);
    }

    /// One line for a person: where, what, cure.
    public String words() {
        String contradiction = implied.isPresent()
                ? "Gleason " + gleason + " is ISUP " + implied.getAsInt() + ", but the row says " + stated
                : "'" + gleason + "' is no Gleason score, and the row says ISUP " + stated;
        return "line " + line + ": " + slide + ": " + contradiction
                + "; the stated grade was used, correct the row or take it out";
    }
}
