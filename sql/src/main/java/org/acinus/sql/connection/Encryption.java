package org.acinus.sql.connection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.acinus.pipeline.LedgerException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.LibPQFactory;

/// A connection that leaves this machine is encrypted, to a server whose certificate and name were verified.
///
/// There is no switch to turn it off: a server without a certificate is reached through a tunnel, whose end is
/// local.
final class Encryption {
    private static final String VERIFIED = "verify-full";
    /// Takes the JVM's own list of authorities in place of ~/.postgresql/root.crt; the name is verified with it
    /// too.
    private static final String JVM_AUTHORITIES = "org.postgresql.ssl.DefaultJavaSSLFactory";

    /// These verify where `sslmode` says so; the driver has others, which never do.
    private static final Set<String> VERIFYING = Set.of(LibPQFactory.class.getName(), JVM_AUTHORITIES);

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "ip6-localhost", "::1", "[::1]");
    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private Encryption() {}

    /// Makes the source verify, unless every host is this machine.
    ///
    /// @throws LedgerException where the URL asks for less
    static void require(PGSimpleDataSource source) {
        if (Arrays.stream(source.getServerNames()).allMatch(Encryption::isLocal)) {
            return;
        }
        String mode = source.getSslMode();
        if (mode != null && !mode.equals(VERIFIED)) {
            throw refused("sslmode=" + mode);
        }
        String factory = source.getSslfactory();
        if (factory != null && !VERIFYING.contains(factory)) {
            throw refused("sslfactory");
        }
        if (source.getSslHostnameVerifier() != null) {
            throw refused("sslhostnameverifier");
        }
        source.setSslMode(VERIFIED);
    }

    /// By the name's form alone: what a name server answers is no ground for trust.
    private static boolean isLocal(@Nullable String host) {
        return host == null
                || LOCAL_NAMES.contains(host.toLowerCase(Locale.ROOT))
                || LOOPBACK.matcher(host).matches();
    }

    private static LedgerException refused(String parameter) {
        return new LedgerException(
                "--db names a server that is not this machine and asks for " + parameter
                        + ": leave that out (sslmode=verify-full is the rule), give the authority's certificate with"
                        + " sslrootcert=FILE or sslfactory=" + JVM_AUTHORITIES
                        + ", or tunnel to a local port (ssh -L)",
                null);
    }
}
