package org.acinus.cli.failure;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.acinus.cli.log.LogLines;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.worker.WorkerCannotStartException;
import org.acinus.cli.worker.WrongConfigurationException;
import org.acinus.intake.folder.SafeText;
import org.acinus.mil.calibrate.CalibrationException;
import org.acinus.mil.djl.DeviceUnavailableException;
import org.acinus.mil.features.InvalidBagException;
import org.acinus.mil.labels.LabelDataException;
import org.acinus.mil.pack.PackException;
import org.acinus.mil.similar.CollectionException;
import org.acinus.mil.train.data.BagDataException;
import org.acinus.pipeline.LedgerException;
import org.acinus.stain.StainNotFittedException;
import org.acinus.wsi.ReaderUnavailableException;
import org.acinus.wsi.SlideException;

/// One failure as a person should see it: an exit code and one line.
///
/// @param exitCode of the contract
/// @param line what, where, what to do
public record FailureReport(ExitCode exitCode, String line) {

    /// Sorts a failure by its type; what nobody foresaw is a defect of ours.
    public static FailureReport of(Throwable failure) {
        return switch (failure) {
            case CliException stated -> new FailureReport(stated.exitCode(), message(stated));
            case ReaderUnavailableException lacking -> new FailureReport(ExitCode.MACHINE, message(lacking));
            case SlideException bad -> new FailureReport(ExitCode.INPUT, message(bad));
            case StainNotFittedException colourless -> new FailureReport(ExitCode.INPUT, message(colourless));
            case PackException pack -> new FailureReport(ExitCode.MACHINE, message(pack));
            case DeviceUnavailableException device -> new FailureReport(ExitCode.MACHINE, message(device));
            case InvalidBagException bag -> new FailureReport(ExitCode.INPUT, message(bag));
            case CalibrationException unfit -> new FailureReport(ExitCode.INPUT, message(unfit));
            case LabelDataException labels -> new FailureReport(ExitCode.INPUT, message(labels));
            case BagDataException data -> new FailureReport(ExitCode.INPUT, message(data));
            case CollectionException known -> new FailureReport(ExitCode.INPUT, message(known));
            case WrongConfigurationException wrong -> new FailureReport(ExitCode.MACHINE, message(wrong));
            case WorkerCannotStartException refused ->
                new FailureReport(ExitCode.of(refused.exitCode()), message(refused));
            case LedgerException ledger -> new FailureReport(ExitCode.MACHINE, message(ledger));
            // These name a file by themselves.
            case UncheckedIOException unchecked
            when unchecked.getCause() instanceof FileSystemException system -> of(system);
            case UncheckedIOException unchecked
            when unchecked.getCause() != null -> of(unchecked.getCause()).within(message(unchecked));
            case NoSuchFileException missing ->
                new FailureReport(ExitCode.INPUT, missing.getFile() + " does not exist");
            case AccessDeniedException denied ->
                new FailureReport(ExitCode.INPUT, denied.getFile() + ": permission denied");
            case FileAlreadyExistsException inTheWay ->
                new FailureReport(
                        ExitCode.INPUT,
                        inTheWay.getFile() + " is in the way: something else of that name is there already");
            case FileSystemException system -> new FailureReport(ExitCode.MACHINE, message(system));
            case IOException other -> new FailureReport(ExitCode.MACHINE, message(other));
            case OutOfMemoryError memory ->
                new FailureReport(
                        ExitCode.MACHINE,
                        "out of memory (" + message(memory) + "); give it more with ACINUS_JAVA_OPTS=-Xmx4g");
            default ->
                new FailureReport(
                        ExitCode.DEFECT,
                        "a defect of Acinus: " + failure + "; --verbose shows where, please report it");
        };
    }

    /// Prints the line, and the stack trace where asked for.
    public void print(PrintWriter err, Throwable failure, boolean verbose) {
        if (LogLines.standard().isJson()) {
            LogLines.standard().error(line, verbose ? failure : null);
            return;
        }
        // It quotes file names, which are somebody else's text.
        err.println("acinus: " + SafeText.of(line));
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
    }

    /// The same with what it was about before it: a full disk, for one, says no more than that. Unchanged where the
    /// line
    /// says so already, or these words say no more than the line.
    ///
    /// @param around what was being done, or to which file
    public FailureReport within(String around) {
        return line.contains(around) || around.contains(line)
                ? this
                : new FailureReport(exitCode, around + ": " + line);
    }

    private static String message(Throwable failure) {
        String text = failure.getMessage();
        String shown = text == null || text.isBlank() ? failure.getClass().getSimpleName() : text;
        return shown.replaceAll("\\s*\\R\\s*", " ");
    }
}
