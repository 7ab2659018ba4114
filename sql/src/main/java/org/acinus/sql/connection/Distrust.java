package org.acinus.sql.connection;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a server's certificate was not accepted, and what to do: the driver tells it in the words of the JDK's classes.
final class Distrust {
    /// In the driver's message, whatever its language.
    private static final String NAME_CHECK = "PgjdbcHostnameVerifier";

    private static final String GIVE = ": give the certificate of its authority with sslrootcert=FILE";

    private Distrust() {}

    /// One clause; empty where something else failed.
    static Optional<String> reason(SQLException failure) {
        if (String.valueOf(failure.getMessage()).contains(NAME_CHECK)) {
            return Optional.of("its certificate is another machine's: give the host name that stands in it,"
                    + " or have it made for this one");
        }
        Optional<String> exact = Optional.empty();
        for (@Nullable Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            // The innermost is the most exact.
            Optional<String> reason = reason(cause);
            exact = reason.isPresent() ? reason : exact;
        }
        return exact;
    }

    private static Optional<String> reason(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException expired -> Optional.of("its certificate has expired: renew it there");
            case CertificateNotYetValidException early ->
                Optional.of("its certificate is not valid yet: compare the clocks of both machines");
            case CertPathBuilderException unknown ->
                Optional.of("its certificate is signed by nobody who is trusted here" + GIVE);
            case CertPathValidatorException wrong -> Optional.of("its certificate does not hold" + GIVE);
            case FileNotFoundException absent -> Optional.of("nobody is trusted here" + GIVE);
            case NoSuchFileException absent -> Optional.of("nobody is trusted here" + GIVE);
            default -> Optional.empty();
        };
    }
}
