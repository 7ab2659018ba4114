package org.acinus.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Memory that is free now.
final class FreeMemoryCheck implements Check {
    /// What a worker takes at its peak.
    private static final long WORKER = 1_500_000_000L;

    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    @Override
    public String name() {
        return "free memory";
    }

    @Override
    public Finding examine() {
        try {
            return judge(Files.readString(MEMORY_INFO));
        } catch (IOException notLinux) {
            return new Finding.Good("unknown");
        }
    }

    /// What a description of the memory tells.
    Finding judge(String memoryInfo) {
        long available = memoryInfo
                .lines()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
        String text = String.format(Locale.ROOT, "%.1f GB, for %d workers", available / 1e9, available / WORKER);
        return available < WORKER
                ? new Finding.Advice(text, "a worker takes up to 1.5 GB: end something else first")
                : new Finding.Good(text);
    }
}
