package org.acinus.cli.terminal;

/// Exit codes: a contract that scripts rely on.
public enum ExitCode {
    /// All done.
    OK(0),
    /// Some slides failed; each is listed.
    SOME_FAILED(1),
    /// Wrong usage.
    USAGE(2),
    /// The input cannot be read or makes no sense.
    INPUT(3),
    /// This machine lacks something: JDK, library, model, database, device.
    MACHINE(4),
    /// A defect of ours.
    DEFECT(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /// The process's exit status.
    public int code() {
        return code;
    }

    /// The code with this number; a number that is none of the contract's is a defect.
    public static ExitCode of(int code) {
        for (ExitCode candidate : values()) {
            if (candidate.code == code) {
                return candidate;
            }
        }
        return DEFECT;
    }
}
