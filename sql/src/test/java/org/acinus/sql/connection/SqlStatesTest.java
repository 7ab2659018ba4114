package org.acinus.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlStatesTest {
    /// Disk full, too many connections, shutting down, connection refused, deadlock, standby.
    @ParameterizedTest
    @ValueSource(strings = {"53100", "53300", "57P01", "08001", "40P01", "25006"})
    void conditionsOfTheServerPass(String state) {
        assertThat(SqlStates.isPassing(new SQLException("no", state))).isTrue();
        assertThat(SqlStates.isPassing(new SQLException("wrapped", new SQLException("no", state))))
                .isTrue();
    }

    /// A check, a missing right, a wrong statement, damage.
    @ParameterizedTest
    @ValueSource(strings = {"23514", "42501", "42601", "XX001"})
    void refusalsDoNot(String state) {
        assertThat(SqlStates.isPassing(new SQLException("no", state))).isFalse();
    }

    @Test
    void aPoolThatFindsNoConnectionIsPassing() {
        assertThat(SqlStates.isPassing(new SQLTransientConnectionException("acinus - Connection is not available")))
                .isTrue();
        assertThat(SqlStates.isPassing(new SQLException("nothing known"))).isFalse();
    }
}
