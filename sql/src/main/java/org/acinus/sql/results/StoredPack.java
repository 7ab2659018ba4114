package org.acinus.sql.results;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import org.acinus.mil.PackId;
import org.acinus.sql.connection.Rows;

/// The row of a pack, there once for all its runs; the transaction is the caller's.
public final class StoredPack {
    private final Connection connection;

    /// Over one transaction.
    public StoredPack(Connection connection) {
        this.connection = connection;
    }

    /// Writes what the pack is, unless that is known.
    public void note(PackId pack, boolean demo) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO acinus.pack (name, version, sha256, demo) VALUES (?, ?, ?, ?)
                ON CONFLICT (name, version, sha256) DO UPDATE SET demo = excluded.demo WHERE pack.demo IS NULL""")) {
            bind(upsert, pack);
            upsert.setBoolean(4, demo);
            upsert.executeUpdate();
        }
    }

    /// The row's key; made where nobody noted the pack, as one of which nothing is known.
    int id(PackId pack) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO acinus.pack (name, version, sha256) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            bind(insert, pack);
            insert.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id FROM acinus.pack WHERE name = ? AND version = ? AND sha256 = ?")) {
            bind(select, pack);
            return Rows.number(select);
        }
    }

    private static void bind(PreparedStatement statement, PackId pack) throws SQLException {
        statement.setString(1, pack.name());
        statement.setString(2, pack.version());
        statement.setBytes(3, HexFormat.of().parseHex(pack.sha256()));
    }
}
