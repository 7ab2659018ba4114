package org.acinus.cli.log;

/// How lines on standard error look.
public enum LogFormat {
    /// For a person, or systemd's journal, which adds the time.
    TEXT,
    /// One JSON object a line: `time`, `level`, `logger`, `message`, and what belongs to an event.
    JSON
}
