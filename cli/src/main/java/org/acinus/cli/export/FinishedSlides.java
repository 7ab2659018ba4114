package org.acinus.cli.export;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.acinus.cli.failure.FailureReport;
import org.acinus.export.ResultFolders;
import org.acinus.export.ResultJsonReader;
import org.acinus.export.ResultOwner;
import org.acinus.export.SlideReport;
import org.acinus.outcome.SlideResult;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.StoredRun;

/// The newest result of every finished slide, for exports.
///
/// @param ledger stays the caller's
/// @param workspace holds the result folders
/// @param err gets a line for each slide that cannot be exported
public record FinishedSlides(RunLedger ledger, Path workspace, PrintWriter err) {

    /// Does something with one slide.
    @FunctionalInterface
    interface Export {
        /// Writes its files.
        ///
        /// @param report its tiles stay in the database
        /// @param at where the slide and its files are
        /// @throws IOException where this slide cannot be exported
        void export(SlideReport report, Place at) throws IOException;
    }

    /// Where something of a slide is.
    ///
    /// @param folder its result folder
    /// @param slide the slide itself, as the run was given it
    /// @param caseId of the slide, where a run was told it
    record Place(Path folder, Path slide, Optional<String> caseId) {
        /// The folder's name, which no other slide of the workspace has.
        String name() {
            return String.valueOf(folder.getFileName());
        }
    }

    /// How many slides went out and how many did not.
    record Count(int exported, int failed) {}

    /// Takes slide after slide: one that cannot be exported is named, and the others go on.
    Count forEach(Export export) {
        ResultFolders folders = new ResultFolders(workspace.resolve("results"));
        int exported = 0;
        int failed = 0;
        for (StoredRun run : ledger.newestRuns()) {
            try {
                SlideResult result = ledger.summary(run.runId());
                Path folder = folders.find(ResultOwner.of(run.sourceRoot().toString(), run.file(), result.sha256()))
                        .orElseThrow(() -> new IOException(
                                "its result folder is gone from the workspace; run the slide again with --redraw"));
                SlideReport report =
                        new ResultJsonReader().read(folder.resolve("result.json"), result, ledger.tiles(run.runId()));
                export.export(report, new Place(folder, run.sourceRoot().resolve(run.file()), run.caseId()));
                exported++;
            } catch (IOException failure) {
                err.println("acinus: " + run.file() + " was not exported: "
                        + FailureReport.of(failure).line());
                failed++;
            }
        }
        return new Count(exported, failed);
    }
}
