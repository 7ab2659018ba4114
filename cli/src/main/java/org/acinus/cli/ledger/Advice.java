package org.acinus.cli.ledger;

import java.util.Optional;
import org.acinus.outcome.FailureCode;
import org.acinus.pipeline.JobStatus;

/// What the person on call can do about a slide.
final class Advice {
    private Advice() {}

    /// One sentence; empty where nothing needs to be done.
    static Optional<String> on(JobStatus slide) {
        return switch (slide.state()) {
            case FAILED -> slide.code().map(FailureCode::valueOf).map(Advice::onFailure);
            case QUARANTINED ->
                Optional.of("Its tries are used up: './acinus quarantine show SLIDE' says why and what to do");
            case RUNNING ->
                slide.waitsFor()
                        .filter(wait -> wait.isZero())
                        .map(lapsed -> "Its worker went silent: the next worker takes it up; is one running?");
            case DONE -> slide.outcome().flatMap(Advice::onOutcome);
            case QUEUED, WAITING -> Optional.empty();
        };
    }

    /// What to do before a quarantined slide is tried again.
    static String beforeRelease(String code) {
        return onFailure(FailureCode.valueOf(code)).replace("'./acinus retry'", "'./acinus quarantine release'");
    }

    private static String onFailure(FailureCode code) {
        return switch (code) {
            case UNSUPPORTED ->
                "No reader here takes it; the reason stands beside it, and './acinus info FILE' lists the readers";
            case TRUNCATED ->
                "The file is not whole: copy it again from the scanner; 'watch' takes it by itself then, 'run' when repeated";
            case CORRUPT -> "The file breaks its own format: copy it again, else scan the glass again";
            case TILES_UNREADABLE ->
                "Too much of the picture does not decode: copy it again, else scan the glass again";
            case SPACING_MISSING, SPACING_IMPLAUSIBLE -> "State its µm per pixel in --slides-csv (column spacing)";
            case SPACING_TOO_COARSE -> "Scan the glass again at a higher magnification";
            case NOT_BRIGHTFIELD -> "Not a brightfield slide: leave it out with --slides-csv (column exclude)";
            case READER_UNAVAILABLE -> "Install what the message names ('./acinus doctor'), then './acinus retry'";
            case READER_CRASH, WORKER_LOST ->
                "Its worker died: './acinus retry' tries again; if it dies again, set the slide aside and report it";
            case TIMEOUT -> "It takes too long: look at the file, or raise --slide-timeout, then './acinus retry'";
            case OUT_OF_MEMORY -> "It takes too much memory: raise --worker-memory, then './acinus retry'";
            case INCOMPLETE ->
                "Files of the slide are missing: copy them; 'watch' goes on by itself once they are there";
            case PERMISSION -> "Let the account that runs Acinus read the file, then './acinus retry'";
            case NAME_UNUSABLE -> "Rename the file: its name is no valid UTF-8";
            case PATH_ESCAPE -> "Its index leads out of its folder, as no scanner writes: set the slide aside";
            case GONE -> "The file is no longer there: nothing to do unless it was not meant to go";
            case CHANGED -> "It was still being written: './acinus retry' once the copy has ended";
            case INPUT_FAILED ->
                "Its disk or share failed: look at it; it is tried again by itself, './acinus retry' does not wait for that";
            case OUTPUT_FAILED ->
                "Results could not be written: look at the disk ('./acinus db check'), then './acinus retry'";
            case INTERNAL -> "A defect of Acinus: please report it; './acinus retry' tries again";
        };
    }

    private static Optional<String> onOutcome(String outcome) {
        return switch (outcome) {
            case "NEEDS_REVIEW" -> Optional.of("A pathologist must look: the model's answer does not stand alone");
            case "RESCAN" -> Optional.of("Scan the glass again");
            default -> Optional.empty();
        };
    }
}
