package org.acinus.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// Help whose descriptions flow: the lines of a description in the source are one paragraph, and the terminal's
/// width says where it breaks. Its first sentence is the header, which is all that the list of commands shows.
/// Examples and other footers keep their lines.
public final class FlowingHelp implements IHelpFactory {
    private static final Pattern FIRST_SENTENCE = Pattern.compile("(.*?[.!])(?: (.*))?");

    @Override
    public Help create(CommandSpec command, Help.ColorScheme colours) {
        UsageMessageSpec usage = command.usageMessage();
        if (usage.header().length == 0) {
            List<String> paragraphs = paragraphs(usage.description());
            Matcher sentences = FIRST_SENTENCE.matcher(paragraphs.getFirst());
            if (sentences.matches()) {
                usage.header(sentences.group(1));
                usage.description(Stream.concat(
                                Stream.ofNullable(sentences.group(2)),
                                paragraphs.stream().skip(1))
                        .toArray(String[]::new));
            }
        }
        return new Flowing(command, colours);
    }

    /// A description's paragraphs, which an empty line parts; one at least.
    private static List<String> paragraphs(String... lines) {
        List<String> paragraphs = new ArrayList<>();
        List<String> under = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank()) {
                paragraphs.add(paragraph(under.toArray(String[]::new)));
                under.clear();
            } else {
                under.add(line);
            }
        }
        paragraphs.add(paragraph(under.toArray(String[]::new)));
        return paragraphs;
    }

    private static String paragraph(String... lines) {
        return String.join(" ", Arrays.stream(lines).map(String::strip).toList());
    }

    private static final class Flowing extends Help {
        Flowing(CommandSpec command, ColorScheme colours) {
            super(command, colours);
        }

        @Override
        public IOptionRenderer createDefaultOptionRenderer() {
            IOptionRenderer renderer = super.createDefaultOptionRenderer();
            return (option, labels, colours) -> renderer.render(flowing(option), labels, colours);
        }

        @Override
        public IParameterRenderer createDefaultParameterRenderer() {
            IParameterRenderer renderer = super.createDefaultParameterRenderer();
            return (parameter, labels, colours) -> renderer.render(flowing(parameter), labels, colours);
        }

        private static OptionSpec flowing(OptionSpec option) {
            return option.description().length < 2
                    ? option
                    : OptionSpec.builder(option)
                            .description(paragraph(option.description()))
                            .build();
        }

        private static PositionalParamSpec flowing(PositionalParamSpec parameter) {
            return parameter.description().length < 2
                    ? parameter
                    : PositionalParamSpec.builder(parameter)
                            .description(paragraph(parameter.description()))
                            .build();
        }
    }
}
