package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/// Every command explains itself.
class HelpTest {
    private static final CommandLine ROOT = new CommandLine(new Acinus());

    static Stream<List<String>> commands() {
        List<List<String>> paths = new ArrayList<>();
        collect(ROOT, List.of(), paths);
        return paths.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> paths) {
        paths.add(path);
        command.getSubcommands().forEach((name, below) -> {
            if (!name.equals("help")) {
                collect(below, Stream.concat(path.stream(), Stream.of(name)).toList(), paths);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpBeginsWithOneSentenceAndEndsWithZero(List<String> path) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exit = Main.execute(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.concat(path.stream(), Stream.of("--help")).toArray(String[]::new));

        assertThat(exit).isZero();
        assertThat(err.toString()).isEmpty();
        String text = out.toString();
        assertThat(text).contains("Usage: acinus", "--verbose").doesNotContain("${", "null");
        assertThat(text.substring(0, text.indexOf("Usage:")).strip())
                .isNotEmpty()
                .endsWith(".");
        assertThat(text.lines().filter(line -> line.length() > 110)).isEmpty();
        assertThat(text).containsAnyOf("Example:", "Examples:", "First steps:");
    }

    /// picocli takes them for formats, and only warns where they are none.
    @ParameterizedTest
    @MethodSource("commands")
    void descriptionsAreFormats(List<String> path) {
        CommandLine command = ROOT;
        for (String name : path) {
            command = Objects.requireNonNull(command.getSubcommands().get(name), name);
        }
        List<String> texts =
                new ArrayList<>(List.of(command.getCommandSpec().usageMessage().description()));
        texts.addAll(List.of(command.getCommandSpec().usageMessage().footer()));
        for (ArgSpec argument : command.getCommandSpec().args()) {
            texts.addAll(List.of(argument.description()));
        }
        for (String text : texts) {
            assertThatCode(() -> String.format(Locale.ROOT, text)).as(text).doesNotThrowAnyException();
        }
    }

    @Test
    void theListOfCommandsShowsEachByItsFirstSentence() {
        StringWriter out = new StringWriter();

        Main.execute(new PrintWriter(out), new PrintWriter(new StringWriter()), "--help");

        assertThat(out.toString())
                .contains("  region      Save one region of a slide as PNG.")
                .doesNotContain("Origin in level-0 pixels");
    }

    @Test
    void withoutACommandThereIsTheListAndTheCodeOfAWrongUsage() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exit = Main.execute(new PrintWriter(out), new PrintWriter(err));

        assertThat(exit).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Usage: acinus", "  run ", "First steps:");
    }
}
