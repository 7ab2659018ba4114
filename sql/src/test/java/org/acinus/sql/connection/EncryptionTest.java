package org.acinus.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.acinus.pipeline.LedgerException;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EncryptionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:5432/x",
                "jdbc:postgresql://localhost/x",
                "jdbc:postgresql://[::1]/x",
                "jdbc:postgresql:x",
                "jdbc:postgresql://127.0.0.1/x?sslmode=disable"
            })
    void thisMachineNeedsNoEncryption(String url) {
        assertThat(DatabaseUrl.dataSource(url, Map.of(), "test").getSslMode()).isNotEqualTo("verify-full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org/x",
                "jdbc:postgresql://10.0.0.7/x",
                "jdbc:postgresql://127.0.0.1,db.example.org/x",
                "jdbc:postgresql://localhost.example.org/x",
                "jdbc:postgresql://127.0.0.1.example.org/x",
                "jdbc:postgresql://db.example.org/x?sslmode=verify-full",
                "jdbc:postgresql://db.example.org/x?sslrootcert=/etc/ca.pem",
                "jdbc:postgresql://db.example.org/x?sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
            })
    void anyOtherMachineMustShowACertificateThatHolds(String url) {
        assertThat(DatabaseUrl.dataSource(url, Map.of(), "test").getSslMode()).isEqualTo("verify-full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslmode=disable",
                "sslmode=prefer",
                "sslmode=require",
                "sslmode=verify-ca",
                "sslfactory=org.postgresql.ssl.NonValidatingFactory",
                "sslhostnameverifier=org.example.Anything"
            })
    void lessIsRefusedAndSaid(String parameter) {
        assertThatThrownBy(() -> DatabaseUrl.dataSource(
                        "jdbc:postgresql://db.example.org/x?password=s3cret&" + parameter, Map.of(), "test"))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(parameter.substring(0, parameter.indexOf('=')))
                .hasMessageContaining("sslrootcert=FILE")
                .message()
                .doesNotContain("s3cret", "\n");
    }

    /// A server on another address of this machine that offers no TLS gets eight bytes and no password.
    @Test
    void serverWithoutEncryptionHearsNothingButTheQuestion() throws Exception {
        InetAddress address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(candidate -> !candidate.isLoopbackAddress() && candidate.getAddress().length == 4)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(address != null, "this machine has no address but loopback");
        try (ServerSocket listening = new ServerSocket();
                var thread = Executors.newSingleThreadExecutor()) {
            listening.bind(new InetSocketAddress(address, 0));
            Future<byte[]> heard = thread.submit((Callable<byte[]>) () -> {
                try (Socket client = listening.accept()) {
                    InputStream in = client.getInputStream();
                    byte[] question = in.readNBytes(8);
                    client.getOutputStream().write('N');
                    byte[] more = in.readAllBytes();
                    return more.length == 0 ? question : more;
                }
            });
            String url = "jdbc:postgresql://" + address.getHostAddress() + ":" + listening.getLocalPort() + "/x";
            assertThatThrownBy(() -> Database.at(url, Map.of("PGUSER", "u", "PGPASSWORD", "p"), "test", Access.READ))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("SSL");
            // SSLRequest: its length, and the number that stands for it.
            assertThat(heard.get(10, TimeUnit.SECONDS)).containsExactly(0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f);
        }
    }
}
