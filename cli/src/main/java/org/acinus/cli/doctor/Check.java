package org.acinus.cli.doctor;

/// One question about this machine.
public interface Check {

    /// A word or two for the report, for example `OpenSlide`.
    String name();

    /// Looks, and says what was found. Leaves nothing behind.
    Finding examine();
}
