package org.acinus.cli.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acinus.cli.Main;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bench extract` on a few tiles of a real slide: that its figures belong together, not how good they are.
class ExtractBenchCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bench(String... more) {
        List<String> command = new ArrayList<>(List.of("bench", "extract", "--device=cpu", "--threads=1"));
        command.addAll(List.of(more));
        return Main.execute(new PrintWriter(out), new PrintWriter(err), command.toArray(String[]::new));
    }

    @Test
    void figuresOfTheWholeAndItsPartsBelongTogether() {
        String slide = SharedData.cmuSlide().toString();
        assertThat(bench("--slide", slide, "--rounds=2", "--most-tiles=13", "--batch=4", "--json"))
                .as(err.toString())
                .isZero();

        JsonNode json = Json.parse(out.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(json.get("pack").asText()).isEqualTo("lite0");
        assertThat(json.get("device").asText()).isEqualTo("cpu");
        assertThat(json.get("batch").asInt()).isEqualTo(4);
        assertThat(json.get("tiles").asInt()).as("whole batches").isEqualTo(12);
        double engine = json.get("engine_only_cpu_ms_per_tile").asDouble();
        double read = json.get("read_cpu_ms_per_tile").asDouble();
        assertThat(engine).isGreaterThan(0.5);
        assertThat(json.get("sum_cpu_ms_per_tile").asDouble()).isCloseTo(engine + read, within(1e-9));
        assertThat(json.get("bound").asDouble()).isCloseTo(1 / (1 + read / engine), within(1e-9));
        for (String name : List.of(
                "tiles_per_second",
                "engine_only_tiles_per_second",
                "ratio",
                "cpu_over_sum",
                "raw_onnxruntime_tiles_per_second",
                "engine_over_raw_onnxruntime")) {
            assertThat(json.get(name).asDouble()).as(name).isPositive();
        }
        JsonNode range = json.get("ratio_range");
        assertThat(json.get("ratio").asDouble())
                .isBetween(range.get(0).asDouble(), range.get(1).asDouble());
        assertThat(json.get("peak_rss_mb").asLong()).isBetween(100L, 20_000L);
    }

    @Test
    void theTextSaysTheSame() {
        assertThat(bench(SharedData.cmuSlide().toString(), "--rounds=1", "--most-tiles=4", "--batch=4"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .startsWith("lite0 1.0.0 by OnnxRuntime")
                .contains("on cpu, batches of 4, 1 lanes, 4 tiles, 1 rounds")
                .containsPattern("whole over sum, CPU +\\d+\\.\\d{3}")
                .containsPattern("engine over without DJL +\\d+\\.\\d{3}");
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        assertThat(bench("--rounds=0", "x.svs")).isEqualTo(ExitCode.USAGE.code());
        assertThat(bench()).isEqualTo(ExitCode.USAGE.code());
        assertThat(bench(folder.resolve("none.svs").toString())).isEqualTo(ExitCode.INPUT.code());
        assertThat(err.toString().lines()).hasSize(3);
    }
}
