package org.acinus.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.acinus.pipeline.LedgerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

final class DatabaseUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:s3cret@host/db",
                "jdbc:postgresql://me:s3cret@host/db",
                "jdbc:postgresql://host:port/db?password=s3cret",
                "jdbc:mysql://host/db?password=s3cret",
                "s3cret",
                ""
            })
    void whatIsNoUrlIsNotRepeated(String url) {
        assertThatThrownBy(() -> DatabaseUrl.dataSource(url, Map.of(), "test"))
                .isInstanceOf(LedgerException.class)
                .hasNoCause()
                .hasMessageContaining("jdbc:postgresql://HOST:PORT/DATABASE")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void descriptionHasHostPortAndDatabaseOnly() {
        PGSimpleDataSource source =
                DatabaseUrl.dataSource("jdbc:postgresql://host:5433/db?user=me&password=s3cret", Map.of(), "test");
        assertThat(DatabaseUrl.describe(source)).isEqualTo("host:5433/db");
    }

    @Test
    void urlGoesBeforeEnvironment() {
        Map<String, String> environment = Map.of("PGUSER", "environment", "PGPASSWORD", "environment");
        PGSimpleDataSource both =
                DatabaseUrl.dataSource("jdbc:postgresql://host/db?user=url&password=url", environment, "test");
        assertThat(both.getUser()).isEqualTo("url");
        assertThat(both.getPassword()).isEqualTo("url");
        PGSimpleDataSource neither = DatabaseUrl.dataSource("jdbc:postgresql://host/db", environment, "test");
        assertThat(neither.getUser()).isEqualTo("environment");
        assertThat(neither.getPassword()).isEqualTo("environment");
    }
}
