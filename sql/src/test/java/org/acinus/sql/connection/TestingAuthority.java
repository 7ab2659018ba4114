package org.acinus.sql.connection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// An authority that signs servers' certificates, made for one test by the JDK's keytool.
final class TestingAuthority {
    private static final String SECRET = "changeit";

    private final Path folder;
    private final Path store;

    /// @param folder for its files, made where it is missing
    TestingAuthority(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.store = folder.resolve("store.p12");
        keytool("authority", "CN=Authority " + folder.getFileName(), "-ext", "bc=ca:true");
        write(root(), "CERTIFICATE", keys().getCertificate("authority").getEncoded());
    }

    /// A server's certificate and its key, as PostgreSQL reads them.
    record Signed(Path certificate, Path key) {}

    /// The authority's own certificate.
    Path root() {
        return folder.resolve("root.pem");
    }

    /// Signs one.
    ///
    /// @param who the subject's other name, for example `ip:10.0.0.7` or `dns:db.example.org`
    /// @param validity further options of keytool
    Signed sign(String name, String who, String... validity) throws Exception {
        List<String> options = new ArrayList<>(List.of("-signer", "authority", "-ext", "san=" + who));
        options.addAll(List.of(validity));
        keytool(name, "CN=server", options.toArray(String[]::new));
        Signed signed = new Signed(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
        write(signed.certificate, "CERTIFICATE", keys().getCertificate(name).getEncoded());
        write(
                signed.key,
                "PRIVATE KEY",
                keys().getKey(name, SECRET.toCharArray()).getEncoded());
        return signed;
    }

    private void keytool(String alias, String subject, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                subject,
                "-keystore",
                store.toString(),
                "-storepass",
                SECRET));
        words.addAll(List.of(options));
        Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, SECRET.toCharArray());
        }
        return keys;
    }

    /// PEM, for its owner alone.
    private static void write(Path file, String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }
}
