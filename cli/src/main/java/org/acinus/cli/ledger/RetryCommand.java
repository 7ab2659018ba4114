package org.acinus.cli.ledger;

import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.ExitCode;
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
            "The next 'run' or 'watch' on the workspace, or a 'worker', takes them."
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
            queued.forEach(file -> spec.commandLine().getOut().println("queued  " + file));
            spec.commandLine()
                    .getOut()
                    .println(
                            queued.isEmpty()
                                    ? "nothing to retry: none of them has failed or waits for another try"
                                    : queued.size() + " slides will be tried again");
        }
        return ExitCode.OK.code();
    }
}
