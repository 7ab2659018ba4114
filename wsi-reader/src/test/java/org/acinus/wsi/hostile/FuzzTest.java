package org.acinus.wsi.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acinus.wsi.direct.DirectSlideFuzzer;
import org.acinus.wsi.direct.layout.OmeXmlFuzzer;
import org.acinus.wsi.tiff.TiffIndexFuzzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets a fuzzer that is guided by coverage (Jazzer with libFuzzer) look for bytes that our own parsers trip
/// over.
///
/// `-Dacinus.fuzz.seconds=N` is the time for each of the three targets: `./check` gives five seconds, a plain build
/// two, the profile `long` five minutes, 0 switches it off, and a night is better. What it finds lies in `target/fuzz`;
/// after mending, it becomes a case of the parser's own test.
class FuzzTest {
    private static final Logger LOG = LoggerFactory.getLogger(FuzzTest.class);
    private static final int SECONDS = Integer.getInteger("acinus.fuzz.seconds", 2);
    private static final int LONGEST_INPUT = 8192;
    private static final Path FINDINGS = Path.of("target", "fuzz");

    @TempDir
    private Path folder;

    @Test
    void tiffIndexRefusesOrReads() throws Exception {
        fuzz(TiffIndexFuzzer.class, slides());
    }

    @Test
    void directReaderRefusesOrReads() throws Exception {
        fuzz(DirectSlideFuzzer.class, slides());
    }

    @Test
    void descriptionInXmlIsRefusedOrRead() throws Exception {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        byte[] slide = BaseSlides.tiny(folder).getOrDefault(BaseSlides.OME, new byte[0]);
        List<Mutant> mutants = new XmlMutations(BaseSlides.OME, slide, "/nowhere", "http://127.0.0.1:9/").all();
        for (int i = 0; i < mutants.size(); i++) {
            byte[] file = mutants.get(i).bytes();
            int start = slide.length;
            if (file.length - start < LONGEST_INPUT) {
                Files.write(corpus.resolve("xml-" + i), Arrays.copyOfRange(file, start, file.length - 1));
            }
        }
        String text = new String(slide, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("<?xml");
        Files.writeString(corpus.resolve("sound"), text.substring(start, text.indexOf("</OME>", start) + 6));
        fuzz(OmeXmlFuzzer.class, corpus);
    }

    private Path slides() throws IOException {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        for (Map.Entry<String, byte[]> slide : BaseSlides.tiny(folder).entrySet()) {
            Files.write(corpus.resolve(slide.getKey()), slide.getValue());
        }
        return corpus;
    }

    private void fuzz(Class<?> target, Path corpus) throws IOException, InterruptedException {
        assumeTrue(SECONDS > 0, "skipped: fuzzing is switched off");
        Path findings = Files.createDirectories(FINDINGS.resolve(target.getSimpleName()));
        Path log = findings.resolve("log.txt");
        Process fuzzer = new ProcessBuilder(command(target, corpus, findings))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = fuzzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS);
        fuzzer.destroyForcibly();
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        assertThat(ended).as("fuzzer ends").isTrue();
        assertThat(fuzzer.exitValue())
                .as(String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size())))
                .isZero();
        LOG.info("{}: {}", target.getSimpleName(), last(lines.stream().filter(line -> line.startsWith("Done "))));
        LOG.info("{}: {}", target.getSimpleName(), last(lines.stream().filter(line -> line.contains(" cov: "))));
    }

    private static String last(Stream<String> lines) {
        return lines.reduce("", (first, second) -> second);
    }

    private static List<String> command(Class<?> target, Path corpus, Path findings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+EnableDynamicAgentLoading",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Dacinus.cache=" + System.getProperty("acinus.cache", ""),
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=org.acinus.wsi.**",
                "--reproducer_path=" + findings));
        command.addAll(List.of(
                "-seed=2026",
                "-max_total_time=" + SECONDS,
                "-max_len=" + LONGEST_INPUT,
                "-timeout=4",
                "-rss_limit_mb=2048",
                "-artifact_prefix=" + findings + "/",
                corpus.toString()));
        return command;
    }
}
