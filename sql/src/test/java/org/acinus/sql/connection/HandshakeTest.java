package org.acinus.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.acinus.pipeline.LedgerException;
import org.acinus.sql.TestingServer;
import org.acinus.sql.check.DatabaseCheck;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.server.EmbeddedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real handshakes with a real PostgreSQL that has TLS on, met at an address that is not loopback.
final class HandshakeTest {
    @TempDir
    private static Path folder;

    private static EmbeddedServer server;
    private static PassingOn outside;
    private static String address = "";
    private static Map<String, String> superuser = Map.of();
    private static TestingAuthority trusted;
    private static TestingAuthority foreign;

    @BeforeAll
    static void start() throws Exception {
        InetAddress other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(candidate -> !candidate.isLoopbackAddress() && candidate.getAddress().length == 4)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(other != null, "this machine has no address but loopback");
        address = other.getHostAddress();
        trusted = new TestingAuthority(folder.resolve("trusted"));
        foreign = new TestingAuthority(folder.resolve("foreign"));
        server = EmbeddedServer.open(folder.resolve("workspace"), TestingServer.cache());
        outside = new PassingOn(other, server.port());
        superuser = Map.of(
                "PGUSER", "acinus", "PGPASSWORD", Files.readString(folder.resolve("workspace/postgres/password")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            outside.close();
            server.close();
        }
    }

    /// Makes the server show a certificate.
    private static void show(TestingAuthority.Signed signed) throws Exception {
        TestingServer.execute(server, "ALTER SYSTEM SET ssl_cert_file = '" + signed.certificate() + "'");
        TestingServer.execute(server, "ALTER SYSTEM SET ssl_key_file = '" + signed.key() + "'");
        TestingServer.execute(server, "ALTER SYSTEM SET ssl = on");
        TestingServer.execute(server, "SELECT pg_reload_conf()");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> TestingServer.rows(
                                server, "SELECT current_setting('ssl') || current_setting('ssl_cert_file')")
                        .getFirst()
                        .equals("on" + signed.certificate()));
    }

    private static String url(Path root) {
        return "jdbc:postgresql://" + address + ":" + outside.port() + "/postgres?sslrootcert=" + root;
    }

    private static void requireRefusal(Path root, String reason) {
        assertThatThrownBy(() -> Database.at(url(root), superuser, "test", Access.OWN))
                .isInstanceOf(LedgerException.class)
                .message()
                .startsWith("Cannot ")
                .contains(address + ":" + outside.port(), reason)
                .doesNotContain("\n", superuser.get("PGPASSWORD"));
    }

    @Test
    void certificateOfATrustedAuthorityForThisNameIsAccepted() throws Exception {
        show(trusted.sign("right", "ip:" + address));
        try (Database database = Database.at(url(trusted.root()), superuser, "test", Access.OWN)) {
            assertThat(new DatabaseCheck(database).findings())
                    .filteredOn(finding -> finding.subject().equals("encryption"))
                    .extracting(DatabaseCheck.Finding::text)
                    .containsExactly("TLS");
        }
    }

    @Test
    void certificateOfAnotherAuthorityIsRefused() throws Exception {
        show(foreign.sign("right", "ip:" + address));
        requireRefusal(trusted.root(), "signed by nobody who is trusted here: give the certificate of its authority");
    }

    @Test
    void certificateForAnotherNameIsRefused() throws Exception {
        show(trusted.sign("other-name", "dns:db.example.org"));
        requireRefusal(trusted.root(), "another machine's: give the host name that stands in it");
    }

    @Test
    void certificateThatHasExpiredIsRefused() throws Exception {
        show(trusted.sign("expired", "ip:" + address, "-startdate", "-3d", "-validity", "1"));
        requireRefusal(trusted.root(), "has expired: renew it there");
    }

    @Test
    void authorityThatIsNotThereIsAskedFor() throws Exception {
        show(trusted.sign("unchecked", "ip:" + address));
        requireRefusal(folder.resolve("none.pem"), "sslrootcert=FILE");
    }
}
