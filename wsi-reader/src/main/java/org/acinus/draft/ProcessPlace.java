package org.acinus.draft;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Where process numbers mean what they mean here: this machine since it was started, and this process namespace.
///
/// After a restart another process may have a number, and another container counts for itself, even one of the same
/// host name.
public final class ProcessPlace {
    private static final int MARK_BYTES = 4;
    private static final String BOOT = read("/proc/sys/kernel/random/boot_id");
    private static final String NAMESPACE = link("/proc/self/ns/pid");
    private static final String MARK = mark(BOOT + NAMESPACE);

    private ProcessPlace() {}

    /// Eight hex digits that no other place is likely to have.
    public static String mark() {
        return MARK;
    }

    /// The same as the launcher can say it, in which no hash can be made: the namespace's number and the beginning
    /// of the start's.
    public static String name() {
        return NAMESPACE.replaceAll("\\D", "") + "-" + BOOT.replaceAll("-.*", "");
    }

    /// Whether no process of this place has the number.
    public static boolean isDead(long pid) {
        return ProcessHandle.of(pid).isEmpty();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException untold) {
            return "unknown";
        }
    }

    private static String link(String file) {
        try {
            return Files.readSymbolicLink(Path.of(file)).toString();
        } catch (IOException untold) {
            return "unknown";
        }
    }

    private static String mark(String place) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
