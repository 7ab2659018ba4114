package org.acinus.cli.synth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.wsi.synthetic.CohortTask;
import org.acinus.wsi.synthetic.SyntheticCohort;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `synth cohort`: many small slides with labels.
@Command(
        name = "cohort",
        description = {
            "Draw a cohort of small slides with known labels: DIR/slides, DIR/labels.csv (slide,label,patient,site) and",
            "the outlines of every tumour in DIR/truth, for QuPath. In a positive binary slide 2 to 4.5 per cent of the",
            "tissue is tumour; stain, density and inflammation differ far more between slides."
        },
        footer = {"", "Example:", "  ./acinus synth cohort --slides 80 --task binary --out cohort/"})
public final class SynthCohortCommand implements Callable<Integer> {
    private static final int MOST_SLIDES = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--slides", required = true, paramLabel = "N", description = "How many.")
    private int slides;

    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            description = "binary: 0 or 1; isup: grade groups 0 to 5.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private CohortTask task;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Another seed, another cohort (default: 1).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new or empty folder.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (slides < 1 || slides > MOST_SLIDES) {
            throw new CliException(ExitCode.USAGE, "A cohort has 1 to " + MOST_SLIDES + " slides, not " + slides);
        }
        if (Files.exists(out.resolve("labels.csv"))) {
            throw new CliException(
                    ExitCode.USAGE, out + " holds a cohort already; name another folder or remove this one");
        }
        SynthProgress progress = new SynthProgress(spec.commandLine().getErr());
        int threads = Runtime.getRuntime().availableProcessors();
        new SyntheticCohort(task, slides, seed).write(out, threads, progress::slide);
        progress.line(out + ": " + slides + " SYNTHETIC slides, labels in " + out.resolve("labels.csv"));
        return ExitCode.OK.code();
    }
}
