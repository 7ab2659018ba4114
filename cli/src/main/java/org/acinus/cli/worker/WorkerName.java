package org.acinus.cli.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names under which workers claim jobs: different on every machine that works on one database.
public final class WorkerName {
    private static final String START = "worker-";
    private static final int MARK_BYTES = 4;
    private static final String HOST = host();

    private WorkerName() {}

    /// The name of the worker with this process number on this machine.
    public static String of(long pid) {
        return START + pid + "@" + HOST;
    }

    /// Whether a worker of this name lived on this machine and lives no more.
    static boolean isDead(String name) {
        String end = "@" + HOST;
        if (!name.startsWith(START) || !name.endsWith(end)) {
            return false;
        }
        String pid = name.substring(START.length(), name.length() - end.length());
        return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    /// The machine's own name, whatever a name server makes of it, and a mark: process numbers mean nothing after a
    /// restart, nor in another container, even one of the same name.
    private static String host() {
        String place = read("/proc/sys/kernel/random/boot_id") + link("/proc/self/ns/pid");
        return read("/proc/sys/kernel/hostname") + "." + mark(place);
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
