package org.acinus.sql.connection;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns rows into records.
public final class Rows {
    private Rows() {}

    /// Makes one record of the row at hand.
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Every row.
    public static <T> List<T> list(PreparedStatement statement, Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(reader.read(row));
            }
        }
        return rows;
    }

    /// The first row, where there is one.
    public static <T> Optional<T> first(PreparedStatement statement, Reader<T> reader) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
        }
    }

    /// The first column of a query that always has a row.
    public static int number(PreparedStatement statement) throws SQLException {
        return first(statement, row -> row.getInt(1))
                .orElseThrow(() -> new IllegalStateException("A query that counts has a row"));
    }
}
