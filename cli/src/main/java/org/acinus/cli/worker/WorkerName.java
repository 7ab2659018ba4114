package org.acinus.cli.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.draft.ProcessPlace;

/// Names under which workers claim jobs: different on every machine that works on one database.
public final class WorkerName {
    private static final String START = "worker-";
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
        return pid.matches("\\d{1,18}") && ProcessPlace.isDead(Long.parseLong(pid));
    }

    /// The machine's own name, whatever a name server makes of it, and the mark of where its process numbers hold.
    private static String host() {
        return read("/proc/sys/kernel/hostname") + "." + ProcessPlace.mark();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException untold) {
            return "unknown";
        }
    }
}
