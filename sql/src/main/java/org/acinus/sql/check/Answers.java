package org.acinus.sql.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.acinus.sql.connection.Rows;

/// Asks questions that always have one row for an answer; the transaction is the caller's.
///
/// @param connection in that transaction
record Answers(Connection connection) {
    <T> T first(String query, Rows.Reader<T> reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            return Rows.first(select, reader)
                    .orElseThrow(() -> new IllegalStateException("The query always has a row: " + query));
        }
    }

    String text(String query) throws SQLException {
        return first(query, (ResultSet row) -> row.getString(1));
    }

    int number(String query) throws SQLException {
        return first(query, row -> row.getInt(1));
    }

    boolean isTrue(String query) throws SQLException {
        return first(query, row -> row.getBoolean(1));
    }
}
