package org.acinus.outcome;

/// Why a slide failed; the words that the database, `status --json` and the log share.
public enum FailureCode {
    /// No reader here knows the file.
    UNSUPPORTED,
    /// The file ends before its last pixel.
    TRUNCATED,
    /// The file breaks the rules of its own format.
    CORRUPT,
    /// So many tiles do not decode that nothing can be said of the slide.
    TILES_UNREADABLE,
    /// The file does not say its µm per pixel.
    SPACING_MISSING,
    /// The file's µm per pixel cannot be true.
    SPACING_IMPLAUSIBLE,
    /// The slide was scanned coarser than the pack needs.
    SPACING_TOO_COARSE,
    /// Fluorescence or another picture that is not RGB brightfield.
    NOT_BRIGHTFIELD,
    /// This machine lacks the reader that the file needs.
    READER_UNAVAILABLE,
    /// The worker died while it had the slide: a crash in native code, or killed.
    READER_CRASH,
    /// The worker gave no sign of life for the length of its lease.
    WORKER_LOST,
    /// The slide took longer than it may.
    TIMEOUT,
    /// The slide took more memory than it may.
    OUT_OF_MEMORY,
    /// The slide was not complete, and waiting did not help.
    INCOMPLETE,
    /// The file may not be read.
    PERMISSION,
    /// The file's name is no text.
    NAME_UNUSABLE,
    /// The slide's index names a file outside the slide's own folder.
    PATH_ESCAPE,
    /// The file was taken away before it was read.
    GONE,
    /// The file changed while it was read.
    CHANGED,
    /// The file's bytes could not be fetched: its disk or its share is in trouble.
    INPUT_FAILED,
    /// Results could not be written, for example for want of space.
    OUTPUT_FAILED,
    /// A defect of ours; the message names the exception.
    INTERNAL;

    /// Whether the machine is at fault and no slide is: it is tried for as long as a person may need to put it
    /// right.
    public boolean blamesTheMachine() {
        return this == INPUT_FAILED || this == OUTPUT_FAILED;
    }

    /// Whether another try may end otherwise. What lies in the slide itself never changes.
    public boolean retryable() {
        return switch (this) {
            case READER_CRASH, WORKER_LOST, TIMEOUT, OUT_OF_MEMORY, CHANGED, INPUT_FAILED, OUTPUT_FAILED, INTERNAL ->
                true;
            case UNSUPPORTED,
                    TRUNCATED,
                    CORRUPT,
                    TILES_UNREADABLE,
                    SPACING_MISSING,
                    SPACING_IMPLAUSIBLE,
                    SPACING_TOO_COARSE,
                    NOT_BRIGHTFIELD,
                    READER_UNAVAILABLE,
                    INCOMPLETE,
                    PERMISSION,
                    NAME_UNUSABLE,
                    PATH_ESCAPE,
                    GONE -> false;
        };
    }
}
