package org.acinus.cli.packs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acinus.cli.Main;
import org.acinus.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacksImportTorchTest {
    /// Random weights that PyTorch saved; their embeddings are checked in mil-model.
    private static final Path CASES =
            Path.of(System.getProperty("basedir", "."), "../mil-model/src/test/resources/torch");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temp;

    private int importTorch(Path file, String... more) {
        List<String> all = new ArrayList<>(List.of("packs", "import-torch", file.toString()));
        all.addAll(List.of("--packs", temp.resolve("packs").toString()));
        all.addAll(List.of(more));
        return Main.execute(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }

    @Test
    void checkpointBecomesAnEncoderByItsTensors() {
        Path file = CASES.resolve("resnet-bottleneck.legacy.pth");
        assertThat(importTorch(file, "--spacing", "0.5", "--licence", "MIT", "--name", "mine", "--pixels", "64"))
                .isZero();
        assertThat(out.toString()).contains("Made mine 1.0.0 (encoder) in ").contains("MIT, commercial use allowed");
        assertThat(temp.resolve("packs/mine-1.0.0/MODEL_CARD.md"))
                .content()
                .contains("ResNet of [1, 1, 1, 1] bottlenecks")
                .contains("Research use only");
    }

    @Test
    void whatTheFileDoesNotSayIsAskedFor() {
        Path file = CASES.resolve("vit-torchvision.zip.pth");
        assertThat(importTorch(file, "--spacing", "0.5")).isEqualTo(ExitCode.USAGE.code());
        assertThat(importTorch(file, "--licence", "MIT")).isEqualTo(ExitCode.USAGE.code());
        assertThat(importTorch(file, "--licence", "MIT", "--spacing", "0.5")).isEqualTo(ExitCode.INPUT.code());
        assertThat(err.toString()).contains("say it with --heads");
        assertThat(importTorch(file, "--licence", "MIT", "--spacing", "0.5", "--arch", "unet"))
                .isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void hostilePickleIsRefusedInOneLine() throws IOException {
        // Protocol 2, then GLOBAL os.system with its argument: what runs where pickles are believed.
        String text = "\u0080\u0002cos\nsystem\n(X\5\0\0\0touchtR.";
        Path file = Files.write(temp.resolve("hostile.pth"), text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(importTorch(file, "--licence", "MIT", "--spacing", "0.5")).isEqualTo(ExitCode.INPUT.code());
        assertThat(err.toString()).contains("global os.system is not allowed").hasLineCount(1);
        assertThat(temp.resolve("packs")).doesNotExist();
    }
}
