package org.acinus.cli.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;

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
        return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
