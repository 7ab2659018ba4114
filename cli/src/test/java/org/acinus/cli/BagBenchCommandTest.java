package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.djl.net.MilArchitectures;
import org.junit.jupiter.api.Test;

class BagBenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    /// Features so long that 2,000 instances are four parts.
    @Test
    void everyArchitectureSaysTheSameOfABagInParts() {
        int code = run(
                "bench",
                "bag",
                "--instances",
                "2000",
                "--dimension",
                "8192",
                "--hidden",
                "8",
                "--attention",
                "4",
                "--json");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        JsonNode models =
                Json.parse(out.toString().getBytes(StandardCharsets.UTF_8)).get("models");
        assertThat(models).hasSize(MilArchitectures.names().size());
        for (JsonNode model : models) {
            assertThat(model.get("part_rows").asInt()).isLessThan(600);
            assertThat(model.get("probability_difference").asDouble()).isLessThan(1e-5);
            assertThat(model.get("attention_difference").asDouble()).isLessThan(1e-4);
        }
    }

    @Test
    void anUnknownArchitectureIsRefusedWithThoseThatThereAre() {
        assertThat(run("bench", "bag", "magic")).isEqualTo(2);
        assertThat(err.toString()).contains("transmil", "not 'magic'");
    }
}
