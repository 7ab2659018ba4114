package org.acinus.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.acinus.cli.terminal.Json;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

final class LogLinesTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final LogLines lines =
            new LogLines(new PrintStream(bytes, true, StandardCharsets.UTF_8), Clock.fixed(NOON, ZoneOffset.UTC));

    private List<String> written() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static JsonNode json(String line) {
        try {
            return JsonMapper.builder().build().readTree(line);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(line + " is no JSON", broken);
        }
    }

    @Test
    void aCollectorGetsOneDocumentALineWhateverIsInIt() {
        lines.format(LogFormat.JSON);
        lines.write(Level.WARN, "org.acinus.X", "a\nb \"c\"", new IllegalStateException("two\nlines"));
        lines.event(Level.INFO, "done", Json.object().put("file", "x\n.svs").put("demo", true));
        PrintWriter people = lines.forPeople(new PrintWriter(new StringWriter()));
        people.println("acinus: watching");
        people.flush();

        assertThat(written())
                .hasSize(3)
                .allSatisfy(line -> assertThat(json(line).get("time").asText()).isEqualTo(NOON.toString()));
        JsonNode warning = json(written().getFirst());
        assertThat(warning.get("level").asText()).isEqualTo("WARN");
        assertThat(warning.get("logger").asText()).isEqualTo("org.acinus.X");
        assertThat(warning.get("message").asText()).isEqualTo("a\nb \"c\"");
        assertThat(warning.get("exception").asText()).startsWith("java.lang.IllegalStateException: two\nlines");
        assertThat(json(written().get(1)).get("file").asText()).isEqualTo("x\n.svs");
        assertThat(json(written().get(1)).get("demo").asBoolean()).isTrue();
        assertThat(json(written().get(2)).get("message").asText()).isEqualTo("acinus: watching");
    }

    @Test
    void aPersonGetsTextOfWhichNoNameMakesTwoLines() {
        lines.write(Level.WARN, "org.acinus.cli.X", "x\u001b[2J\ny is here", null);
        assertThat(written())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("WARN X - x")
                .doesNotContain("\u001b");
    }
}
