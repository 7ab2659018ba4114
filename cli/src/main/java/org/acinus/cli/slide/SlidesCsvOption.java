package org.acinus.cli.slide;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.pipeline.SlidesCsv;
import picocli.CommandLine.Option;

/// What a person states of single slides.
public final class SlidesCsvOption {
    @Option(
            names = "--slides-csv",
            paramLabel = "F",
            description = {
                "CSV with the header file,spacing,exclude,rotation,site,case_id,part, all but file optional:",
                "spacing in µm per pixel overrides the file's own, exclude (yes/no) leaves a slide out, rotation can only",
                "be 0: slides are shown as they were scanned; part is for 'export report --cases'."
            })
    private Optional<Path> file = Optional.empty();

    /// What was stated; nothing where no file was named.
    ///
    /// @throws CliException where it makes no sense
    public SlidesCsv read() throws IOException {
        try {
            return file.isPresent() ? SlidesCsv.read(file.get()) : SlidesCsv.none();
        } catch (IllegalArgumentException senseless) {
            throw new CliException(ExitCode.INPUT, String.valueOf(senseless.getMessage()), senseless);
        }
    }

    /// The same option for a worker's command line.
    public List<String> arguments() {
        return file.map(path -> List.of("--slides-csv", path.toAbsolutePath().toString()))
                .orElse(List.of());
    }
}
