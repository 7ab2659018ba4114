package org.acinus.mil.labels;

import java.util.List;
import java.util.Optional;
import org.acinus.mil.pack.HeadTask;

/// Finds the column that holds the value.
final class ValueColumns {
    private ValueColumns() {}

    /// Names in the order in which they are tried.
    private static List<String> usual(HeadTask task, boolean predictions) {
        if (task == HeadTask.ISUP) {
            return List.of("isup", "isup_grade", "label", "score");
        }
        return predictions
                ? List.of("score", "label", "isup", "isup_grade")
                : List.of("label", "score", "isup", "isup_grade");
    }

    /// The column named by the user, else the first usual name, else the only column besides the key.
    ///
    /// @param named by the user
    /// @param predictions whether the table holds predictions and not labels
    /// @return its position
    static int find(CsvTable table, Optional<String> named, HeadTask task, boolean predictions) {
        if (named.isPresent()) {
            return table.column(named.get());
        }
        for (String name : usual(task, predictions)) {
            Optional<Integer> column = table.find(name).filter(position -> position > 0);
            if (column.isPresent()) {
                return column.get();
            }
        }
        if (table.header().size() == 2) {
            return 1;
        }
        throw new LabelDataException(table.file() + " has no column isup, isup_grade, label or score, and "
                + (table.header().size() - 1) + " others ("
                + String.join(", ", table.header().subList(1, table.header().size())) + "); name one with "
                + (predictions ? "--prediction-column" : "--label-column"));
    }

    /// A column that may be absent.
    ///
    /// @param named by the user; must be there
    /// @param usual name, used where it is there
    static Optional<Integer> optional(CsvTable table, Optional<String> named, String usual) {
        return named.isPresent()
                ? Optional.of(table.column(named.get()))
                : table.find(usual).filter(position -> position > 0);
    }
}
