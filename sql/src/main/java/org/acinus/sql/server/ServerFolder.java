package org.acinus.sql.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.acinus.pipeline.LedgerException;

/// Where the embedded server lives inside a workspace: WORKSPACE/postgres, closed to other users.
///
/// @param root the folder, absolute, without links
record ServerFolder(Path root) {
    private static final int PASSWORD_BYTES = 24;
    private static final int LOG_TAIL_BYTES = 8192;

    static Path under(Path workspace) {
        return workspace.resolve("postgres");
    }

    /// Makes the folder where it is missing.
    static ServerFolder create(Path workspace) {
        Path folder = under(workspace);
        try {
            Files.createDirectories(workspace);
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, mode("rwx------"));
            }
            return new ServerFolder(folder.toRealPath());
        } catch (IOException e) {
            throw new LedgerException(
                    "Cannot make the database folder " + folder + " (" + e + "): give a writable --workspace", e);
        }
    }

    Path data() {
        return root.resolve("data");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    Path log() {
        return root.resolve("server.log");
    }

    /// Held by a process while it starts, joins or leaves the server.
    Path turnLock() {
        return root.resolve("turn.lock");
    }

    /// Held by the server itself and all its children, for as long as one of them lives.
    Path serverLock() {
        return root.resolve("server.lock");
    }

    /// The pipe of [Lifeline]; only there while somebody works, or after all of them were killed at once.
    Path alive() {
        return root.resolve("alive");
    }

    /// The pipe's name while the server is stopped because nobody holds it.
    Path leaving() {
        return root.resolve("alive.leaving");
    }

    boolean hasDatabase() {
        return Files.exists(data());
    }

    String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (AccessDeniedException e) {
            throw new LedgerException(
                    "Cannot read " + passwordFile() + ": the workspace belongs to another user; give your own", e);
        } catch (IOException e) {
            throw new LedgerException(
                    "Cannot read the database's password file " + passwordFile() + " (" + e + "): restore it, or move "
                            + root + " away and start anew",
                    e);
        }
    }

    /// Writes a new random password, unless there is one from an attempt that was cut off.
    void makePassword() throws IOException {
        if (Files.exists(passwordFile())) {
            return;
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        byte[] text =
                Base64.getUrlEncoder().withoutPadding().encodeToString(random).getBytes(StandardCharsets.US_ASCII);
        Path unfinished = root.resolve("password.new");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, mode("rw-------"));
        try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(text));
            file.force(true);
        }
        Files.move(unfinished, passwordFile(), StandardCopyOption.ATOMIC_MOVE);
        sync();
    }

    /// Makes renames inside the folder durable.
    void sync() throws IOException {
        try (FileChannel folder = FileChannel.open(root, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /// Starts a new log and keeps the one before.
    void turnLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), root.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The server's last complaint, one line, for an error message.
    String lastComplaint() {
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LOG_TAIL_BYTES));
            byte[] tail = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(tail);
            String last = new String(tail, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("rror: "))
                    .reduce("", (before, line) -> line);
            return last.isEmpty() ? "see " + log() : last.strip() + "; see " + log();
        } catch (IOException e) {
            return "no log at " + log();
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
