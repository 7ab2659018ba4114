package org.acinus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.pack.store.DefaultPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `demo`: the main commands, one after the other, on slides that it draws itself.
@Command(
        name = "demo",
        description = {
            "A short tour: draws two small synthetic slides, takes them through the whole pipeline with a",
            "demonstration model, and says where to look. Research use only; not a medical device."
        },
        footer = {"", "Example:", "  ./acinus demo --out acinus-demo"})
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--out",
            defaultValue = "acinus-demo",
            paramLabel = "DIR",
            description = "Folder for the slides and the workspace (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path out;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        Path cohort = out.resolve("cohort");
        Path workspace = out.resolve("workspace");
        if (!Files.isRegularFile(cohort.resolve("labels.csv"))) {
            say("Two synthetic slides, one of them with cancer:");
            step("synth", "cohort", "--slides", "2", "--task", "binary", "--seed", "11", "--out", cohort.toString());
        }
        say("The main job: tissue, tiles, features, attention MIL, heatmap, QuPath file, database.");
        step(
                "run",
                cohort.resolve("slides").toString(),
                "--workspace",
                workspace.toString(),
                "--pack",
                DefaultPack.DEMONSTRATION);
        say("What the database says:");
        step("status", "--workspace", workspace.toString());
        Path results = workspace.resolve("results");
        say(
                "Look at:",
                place(results.resolve("*").resolve("report.html"), "one page a slide"),
                place(results.resolve("*").resolve("heatmap.png"), "where each answer comes from"),
                place(results.resolve("*").resolve("*.geojson"), "drop it on the slide in QuPath 0.4 or later"),
                place(results.resolve("*").resolve("result.json"), "the answer for a program"),
                place(cohort.resolve("labels.csv"), "which slide really has (painted) cancer"),
                "",
                "Your own slides:  ./acinus run SLIDES... --workspace DIR",
                "The slides are drawings and the model learnt from such drawings: DEMO, it means nothing for any patient.");
        return ExitCode.OK.code();
    }

    private String place(Path file, String what) {
        int width = out.toString().length() + "/workspace/results/*/result.json".length();
        return String.format(Locale.ROOT, "  %-" + width + "s  %s", file, what);
    }

    private void say(String... lines) {
        PrintWriter print = spec.commandLine().getOut();
        print.println();
        List.of(lines).forEach(print::println);
        print.flush();
    }

    /// Runs a command as the user would type it, and shows it.
    private void step(String... arguments) {
        PrintWriter print = spec.commandLine().getOut();
        print.println("$ ./acinus " + String.join(" ", arguments));
        print.flush();
        int code = Main.execute(print, spec.commandLine().getErr(), arguments);
        if (code != ExitCode.OK.code()) {
            throw new CliException(
                    ExitCode.of(code), "the tour ends here: the command above ended with exit code " + code);
        }
    }
}
