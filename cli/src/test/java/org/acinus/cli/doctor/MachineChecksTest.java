package org.acinus.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What the checks of processor, GPUs and memory make of what a machine says of itself.
class MachineChecksTest {

    @Test
    void processorWithoutAvx2GetsAdvice() {
        assertThat(new InstructionsCheck().judge("processor\t: 0\nflags\t\t: fpu sse2 avx fma avx2 avx512f\n"))
                .isEqualTo(new Finding.Good("avx avx2 fma avx512f"));
        assertThat(new InstructionsCheck().judge("flags\t\t: fpu sse2 avx\n").text())
                .isEqualTo("avx");
        assertThat(new InstructionsCheck().judge("flags : fpu sse2 avx\n")).isInstanceOf(Finding.Advice.class);
        assertThat(new InstructionsCheck().judge("Features : asimd\n")).isInstanceOf(Finding.Advice.class);
    }

    @Test
    void gpuThatNoEngineCanUseIsNotPassedOver() {
        List<String> gpus = List.of("0, NVIDIA A100, 40960 MiB, 40000 MiB, 550.54");
        assertThat(new GpuCheck().judge(gpus, true)).isInstanceOf(Finding.Good.class);
        assertThat(new GpuCheck().judge(gpus, false))
                .isInstanceOfSatisfying(
                        Finding.Advice.class,
                        advice -> assertThat(advice.advice()).contains("docs/gpu.md"));
        assertThat(new GpuCheck().judge(List.of(), false)).isInstanceOf(Finding.Good.class);
    }

    @Test
    void memoryIsCountedInWorkers() {
        // 3,500,000 kB are 3.584e9 bytes.
        assertThat(new FreeMemoryCheck().judge("MemTotal: 9000000 kB\nMemAvailable:    3500000 kB\n"))
                .isEqualTo(new Finding.Good("3.6 GB, for 2 workers"));
        assertThat(new FreeMemoryCheck().judge("MemAvailable: 1000000 kB")).isInstanceOf(Finding.Advice.class);
    }
}
