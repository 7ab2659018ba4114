package org.acinus.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The processor's vector instructions (SIMD), on which the speed of inference depends.
final class InstructionsCheck implements Check {
    private static final List<String> TOLD =
            List.of("avx", "avx2", "fma", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8");
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    @Override
    public String name() {
        return "vector units";
    }

    @Override
    public Finding examine() {
        try {
            return judge(Files.readString(CPU_INFO));
        } catch (IOException notLinux) {
            return new Finding.Advice("unknown", "this machine does not tell; on x86-64 AVX2 is wanted");
        }
    }

    /// What a description of processors tells.
    Finding judge(String cpuInfo) {
        Set<String> flags = new HashSet<>();
        cpuInfo.lines()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .ifPresent(line -> flags.addAll(Arrays.asList(
                        line.substring(line.indexOf(':') + 1).trim().split(" +"))));
        String found = String.join(" ", TOLD.stream().filter(flags::contains).toList());
        if (!flags.contains("avx2")) {
            return new Finding.Advice(
                    found.isEmpty() ? "none told" : found, "without AVX2 inference is several times slower");
        }
        return new Finding.Good(found);
    }
}
