package org.acinus.wsi;

/// A slide whose µm per pixel are unknown or cannot be true, so that no tile of a stated size can be cut from it.
public final class SpacingException extends SlideException {
    /// What is wrong with the spacing.
    public enum Problem {
        MISSING,
        IMPLAUSIBLE
    }

    private final Problem problem;

    public SpacingException(Problem problem, String message) {
        super(message, null);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
