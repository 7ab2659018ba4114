package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.acinus.cli.terminal.Json;
import org.junit.jupiter.api.Test;

/// That `bench train` counts what it says. How fast this machine is, is nobody's test.
class TrainBenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void reportsTheThreadsAskedForAndAllSteps() {
        int code = run(
                "bench",
                "train",
                "--threads",
                "1",
                "--instances",
                "20",
                "--dimension",
                "8",
                "--hidden",
                "4",
                "--attention",
                "2",
                "--rounds",
                "2",
                "--steps",
                "70",
                "--json");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        JsonNode report = Json.parse(out.toString().getBytes(StandardCharsets.UTF_8));
        JsonNode threads = report.get("threads");
        assertThat(threads.get(0).get("threads").asInt()).isEqualTo(1);
        assertThat(threads).hasSize(1);
        // Passes of 32 bags: 70 steps are three.
        assertThat(report.get("steps").asInt()).isEqualTo(2 * 96);
        assertThat(report.get("memory")).hasSize(3);
        assertThat(report.get("memory").get(0).get("resident_bytes").asLong())
                .isGreaterThan(report.get("memory").get(0).get("heap_bytes").asLong() / 100);
        for (JsonNode count : threads) {
            for (String work : new String[] {"training", "inference"}) {
                JsonNode rate = count.get(work).get("bags_per_second");
                assertThat(rate.get("least").asDouble()).isPositive();
                assertThat(rate.get("greatest").asDouble())
                        .isGreaterThanOrEqualTo(rate.get("median").asDouble());
            }
        }
    }

    @Test
    void refusesTooFewStepsToMeasure() {
        assertThat(run("bench", "train", "--steps", "10")).isEqualTo(2);
        assertThat(err.toString()).contains("--steps must be at least 64");
    }
}
