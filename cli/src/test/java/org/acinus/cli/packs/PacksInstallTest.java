package org.acinus.cli.packs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.acinus.cli.Main;
import org.acinus.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Installs the demonstration head, which is a real one, from copies that were tampered with or not.
class PacksInstallTest {
    private static final Path DEMO = Path.of(System.getProperty("basedir", "."), "../models/demo-head");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temp;

    private int install(Path source, String... more) {
        List<String> all = new ArrayList<>(List.of("packs", "install", source.toString(), "--device", "cpu"));
        all.addAll(List.of("--packs", temp.resolve("packs").toString()));
        all.addAll(List.of(more));
        return Main.execute(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }

    /// A zip file of the demonstration head, with a text of its manifest replaced.
    private Path zip(String from, String to) throws IOException {
        Path zip = temp.resolve("head.zip");
        try (OutputStream stream = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(stream);
                Stream<Path> files = Files.list(DEMO)) {
            for (Path file : files.toList()) {
                entries.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
                byte[] content = Files.readAllBytes(file);
                boolean manifest = file.endsWith("pack.json");
                entries.write(
                        manifest ? new String(content, UTF_8).replace(from, to).getBytes(UTF_8) : content);
            }
        }
        return zip;
    }

    private void assertNothingInstalled() throws IOException {
        try (Stream<Path> packs = Files.list(temp.resolve("packs"))) {
            assertThat(packs).isEmpty();
        }
    }

    @Test
    void headIsInstalledFromZipAndFoundByName() throws IOException {
        assertThat(install(zip("\"demo-head\"", "\"mine\""))).isZero();
        assertThat(out.toString())
                .contains("Installed mine 1.0.0 (head)")
                .contains("golden answers as expected")
                .contains("Apache-2.0, commercial use allowed");
        assertThat(temp.resolve("packs/mine-1.0.0/pack.json")).exists();
    }

    @Test
    void packThatForbidsCommercialUseIsRefusedForIt() throws IOException {
        Path zip = zip("\"commercialUse\" : true", "\"commercialUse\" : false");
        assertThat(install(zip, "--commercial")).isEqualTo(ExitCode.MACHINE.code());
        assertThat(err.toString()).contains("forbids commercial use").hasLineCount(1);
        assertNothingInstalled();

        assertThat(install(zip)).isZero();
        assertThat(out.toString()).contains("no commercial use");
    }

    @Test
    void wrongAnswerIsRefusedBeforeThePackCanBeFound() throws IOException {
        assertThat(install(zip("0.9280940584506129", "0.9180940584506129"))).isEqualTo(ExitCode.INPUT.code());
        assertThat(err.toString())
                .contains("does not compute what its maker saw: input zeros")
                .hasLineCount(1);
        assertNothingInstalled();
    }

    @Test
    void wrongHashIsRefused() throws IOException {
        assertThat(install(zip("b3ae82fc", "b3ae82fd"))).isEqualTo(ExitCode.INPUT.code());
        assertThat(err.toString()).contains("head.safetensors has sha256").hasLineCount(1);
        assertNothingInstalled();
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(install(temp.resolve("nothing.zip"))).isEqualTo(ExitCode.INPUT.code());
        assertThat(err.toString()).contains("nothing.zip does not exist").hasLineCount(1);
    }
}
