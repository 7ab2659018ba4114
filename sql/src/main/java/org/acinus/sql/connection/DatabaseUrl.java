package org.acinus.sql.connection;

import java.util.Map;
import java.util.regex.Pattern;
import org.acinus.pipeline.LedgerException;
import org.postgresql.ds.PGSimpleDataSource;

/// Reads what the user gave as `--db`, and never repeats it: it may hold a password.
public final class DatabaseUrl {
    private static final Pattern FORM = Pattern.compile("jdbc:postgresql:(//[^/@?]*/)?[^/@?]*(\\?.*)?");
    private static final int CONNECT_SECONDS = 10;

    private DatabaseUrl() {}

    /// User and password come from the URL's parameters, else from `PGUSER` and `PGPASSWORD`, else from the
    /// driver (`~/.pgpass`).
    ///
    /// @param environment the process's environment
    /// @throws LedgerException where it is no such URL
    public static PGSimpleDataSource dataSource(String url, Map<String, String> environment, String applicationName) {
        if (!FORM.matcher(url).matches()) {
            throw notAUrl();
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException e) {
            // The driver's message repeats the URL: it goes no further.
            throw notAUrl();
        }
        if (source.getUser() == null && environment.containsKey("PGUSER")) {
            source.setUser(environment.get("PGUSER"));
        }
        if (source.getPassword() == null && environment.containsKey("PGPASSWORD")) {
            source.setPassword(environment.get("PGPASSWORD"));
        }
        source.setApplicationName(applicationName);
        applyManners(source);
        Encryption.require(source);
        return source;
    }

    /// Bounds the wait for a connection, and keeps rows' values (file names) out of error messages.
    public static void applyManners(PGSimpleDataSource source) {
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false);
    }

    /// Host, port and database, for messages.
    public static String describe(PGSimpleDataSource source) {
        return source.getServerNames()[0] + ":" + source.getPortNumbers()[0] + "/" + source.getDatabaseName();
    }

    private static LedgerException notAUrl() {
        return new LedgerException(
                "--db is no PostgreSQL URL (not repeated here, it may hold a password): give"
                        + " jdbc:postgresql://HOST:PORT/DATABASE, with the user and password in PGUSER and PGPASSWORD",
                null);
    }
}
