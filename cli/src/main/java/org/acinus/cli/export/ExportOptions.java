package org.acinus.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.cli.ledger.WorkspaceOptions;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.pipeline.RunLedger;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.database.Access;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every export asks, and how it goes through the slides.
public final class ExportOptions {
    @Mixin
    private final WorkspaceOptions workspace = new WorkspaceOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the files; made if missing.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path out;

    /// A file in the output folder.
    Path file(String name) {
        return out.resolve(name);
    }

    /// Takes every finished slide of the workspace.
    ///
    /// @param line gets one line about each slide that failed, and the count
    /// @return the exit code
    int export(CommandLine line, FinishedSlides.Export export) throws IOException {
        try (RunLedger opened = new SqlRunLedger(workspace.openExisting("acinus export", Access.READ))) {
            Files.createDirectories(out);
            FinishedSlides finished = new FinishedSlides(opened, workspace.workspace(), line.getErr());
            FinishedSlides.Count count = finished.forEach(export);
            line.getOut()
                    .printf(
                            "%d of %d slides exported to %s%n",
                            count.exported(), count.exported() + count.failed(), out);
            return (count.failed() == 0 ? ExitCode.OK : ExitCode.SOME_FAILED).code();
        }
    }
}
