package org.acinus.cli.ledger;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.intake.folder.SafeText;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.queue.JobDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `retry`: failed slides once more.
@Command(
        name = "retry",
        description = {
            "Queue failed slides again, with all their tries, and end the wait of those that are tried again later.",
            "A 'watch' or 'worker' that runs takes them at once, else the next one, or the same 'run' when repeated.",
            "Exit code 3 where a slide that was named is not one of these; it says what is the matter with it."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus retry slide.svs --workspace results",
            "  ./acinus retry --all --workspace results"
        })
public final class RetryCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private final SlideNames slides = new SlideNames();

    @Override
    public Integer call() {
        try (Database database = workspace.openExisting("acinus retry", Access.WORK)) {
            JobDesk desk = new JobDesk(database);
            List<String> queued = desk.retry(slides.checked(desk));
            PrintWriter out = spec.commandLine().getOut();
            queued.forEach(file -> out.println("queued  " + SafeText.of(file)));
            out.println(
                    queued.isEmpty()
                            ? "nothing to retry: none of them has failed or waits for another try"
                            : Amount.of(queued.size(), "slide") + " to be tried again; " + NextStep.after(desk));
            slides.explainOthers(desk, queued, spec.commandLine().getErr());
            return slides.exitCode(queued);
        }
    }
}
