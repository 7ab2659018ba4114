package org.acinus.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.acinus.cli.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

    /// A built-in pack has a line once it is made, which other tests may do between two looks.
    @BeforeAll
    static void makeTheBuiltInPack() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        assertThat(Main.execute(nowhere, nowhere, "packs", "show", "lite0")).isZero();
    }

    @Test
    void exitCodeJsonAndTextTellTheSame() throws IOException {
        StringWriter json = new StringWriter();
        int code = Main.execute(new PrintWriter(json), new PrintWriter(new StringWriter()), "doctor", "--json");
        JsonNode report = JsonMapper.builder().build().readTree(json.toString());
        boolean missing = report.get("checks").findValuesAsText("state").contains("missing");
        assertThat(report.get("ok").asBoolean()).isEqualTo(!missing);
        assertThat(code).isEqualTo(missing ? 4 : 0);

        StringWriter text = new StringWriter();
        assertThat(Main.execute(new PrintWriter(text), new PrintWriter(new StringWriter()), "doctor"))
                .isEqualTo(code);
        assertThat(text.toString().lines()).hasSize(report.get("checks").size() + 1);
    }
}
