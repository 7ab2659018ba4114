package org.acinus.cli.doctor;

/// What a [Check] found.
public sealed interface Finding {

    /// What is there, in one line.
    String text();

    /// All that is needed.
    record Good(String text) implements Finding {}

    /// Acinus works, but would work better.
    ///
    /// @param advice what to do
    record Advice(String text, String advice) implements Finding {}

    /// Acinus cannot do its main work like this.
    ///
    /// @param advice what to do
    record Missing(String text, String advice) implements Finding {}
}
