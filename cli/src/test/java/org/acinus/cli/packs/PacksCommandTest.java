package org.acinus.cli.packs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.cli.Main;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.pack.ModelPack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacksCommandTest {
    private static final String MANIFEST = """
            {"schema":1,"kind":"head","name":"test-head","version":"1.2.3","demo":true,
             "licence":{"id":"CC-BY-NC-4.0","commercialUse":false,"redistribution":true},
             "sources":["made up for a test"],"card":"CARD.md","files":{"CARD.md":"HASH"},
             "head":{"architecture":"abmil","weights":"CARD.md","encoder":{"name":"nowhere","sha256":"HASH"},
              "task":"binary","classes":["benign","cancer"],"cancerThreshold":0.5,"reviewMargin":0.1,
              "hidden":8,"attention":4},
             "golden":{"cases":[{"input":"zeros","indices":[0],"values":[0]}],"toleranceAbsolute":1}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temp;

    @BeforeEach
    void writePack() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("test-head"));
        Files.writeString(folder.resolve("CARD.md"), "# The card");
        String hash = ModelPack.sha256(Files.readAllBytes(folder.resolve("CARD.md")));
        Files.writeString(folder.resolve("pack.json"), MANIFEST.replace("HASH", hash));
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "packs";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--packs";
        all[arguments.length + 2] = temp.toString();
        return Main.execute(new PrintWriter(out), new PrintWriter(err), all);
    }

    private JsonNode json() throws IOException {
        return JsonMapper.builder().build().readTree(out.toString());
    }

    @Test
    void listNamesFoundAndBuiltInPacks() throws IOException {
        assertThat(run("list", "--json")).isZero();

        JsonNode first = json().get("packs").get(0);
        assertThat(first.get("name").asText()).isEqualTo("test-head");
        assertThat(first.get("demo").asBoolean()).isTrue();
        assertThat(first.get("sha256").asText())
                .isEqualTo(ModelPack.sha256(Files.readAllBytes(temp.resolve("test-head/pack.json"))));
        assertThat(json().get("packs").findValuesAsText("name")).contains("lite0");
    }

    @Test
    void listMarksDemoPacksAndBrokenOnes() throws IOException {
        Files.writeString(Files.createDirectories(temp.resolve("other")).resolve("pack.json"), "[]");

        assertThat(run("list")).isZero();
        assertThat(out.toString()).containsPattern("test-head +1\\.2\\.3 +head +CC-BY-NC-4\\.0 +DEMO ");
        assertThat(out.toString()).containsPattern("\\(broken\\) +.*other");
    }

    @Test
    void showPrintsLicenceEncoderAndCard() {
        assertThat(run("show", "test-head")).isZero();
        assertThat(out.toString())
                .contains("test-head 1.2.3 (DEMO)")
                .contains("CC-BY-NC-4.0, no commercial use")
                .contains("nowhere, sha256")
                .contains("# The card");
    }

    @Test
    void aCardCannotCommandTheTerminal() throws IOException {
        Path folder = temp.resolve("test-head");
        Files.writeString(folder.resolve("CARD.md"), "# The card\r\n\u001b[2J\u009b1mclean\ttab");
        String hash = ModelPack.sha256(Files.readAllBytes(folder.resolve("CARD.md")));
        Files.writeString(folder.resolve("pack.json"), MANIFEST.replace("HASH", hash));

        assertThat(run("show", "test-head")).isZero();
        assertThat(out.toString()).contains("# The card\n?[2J?1mclean\ttab").doesNotContain("\u001b");
    }

    @Test
    void showAsJsonHoldsTheManifest() throws IOException {
        assertThat(run("show", "test-head", "--json")).isZero();
        assertThat(json().get("manifest").get("head").get("task").asText()).isEqualTo("binary");
    }

    @Test
    void verifyFailsWhereAFileChangedOrTheEncoderIsMissing() throws IOException {
        assertThat(run("verify", "test-head", "--device", "cpu")).isEqualTo(ExitCode.MACHINE.code());
        assertThat(out.toString()).contains("FAILED").contains("no model pack 'nowhere'");

        Files.writeString(temp.resolve("test-head/CARD.md"), "# Another card");
        assertThat(run("verify", "test-head", "--device", "cpu")).isEqualTo(ExitCode.MACHINE.code());
        assertThat(out.toString()).contains("CARD.md has sha256");
    }

    @Test
    void unknownPackIsSomethingThatTheMachineLacks() {
        assertThat(run("show", "nothing")).isEqualTo(ExitCode.MACHINE.code());
        assertThat(err.toString())
                .startsWith("acinus: There is no model pack 'nothing'")
                .hasLineCount(1);
    }

    @Test
    void missingGpuAndWrongDeviceAreToldApart() {
        assertThat(run("verify", "test-head", "--device", "cuda:7")).isEqualTo(ExitCode.MACHINE.code());
        assertThat(run("verify", "test-head", "--device", "gpu")).isEqualTo(ExitCode.USAGE.code());
    }
}
