package org.acinus.cli.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The second line against a memory bomb, behind [WorkerGuard]: the kernel refuses what is far beyond the bound.
///
/// RLIMIT_DATA counts private writable memory. RLIMIT_AS would count the addresses that a JVM merely reserves.
final class MemoryLimit {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private MemoryLimit() {}

    /// What to put in front of the worker's command line; nothing on a system without `prlimit`.
    static List<String> prefix(WorkerLimits limits) {
        if (!Files.isExecutable(PRLIMIT)) {
            return List.of();
        }
        return List.of(PRLIMIT.toString(), "--core=0", "--data=" + 2 * limits.memoryBytes());
    }
}
