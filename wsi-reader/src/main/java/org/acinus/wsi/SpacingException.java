package org.acinus.wsi;

/// A slide whose µm per pixel are unknown or cannot be true, so that no tile of a stated size can be cut from it.
public final class SpacingException extends SlideException {
    /// What is wrong with the spacing.
    public enum Problem {
        /// The file does not say.
        MISSING,
        /// The file says something that no slide scanner does.
        IMPLAUSIBLE,
        /// The finest level is coarser than what is asked for: pixels that were never scanned cannot be made up.
        TOO_COARSE
    }

    private final Problem problem;

    public SpacingException(Problem problem, String message) {
        super(message, null);
        this.problem = problem;
    }

    /// What is wrong with the spacing.
    public Problem problem() {
        return problem;
    }
}
