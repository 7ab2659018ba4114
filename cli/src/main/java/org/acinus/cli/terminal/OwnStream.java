package org.acinus.cli.terminal;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// A writer to standard output or standard error of this process, which a process it starts may then write to itself.
public final class OwnStream extends PrintWriter {
    /// In UTF-8; what ends a line goes out at once.
    ///
    /// @param stream `System.out` or `System.err`
    public OwnStream(PrintStream stream) {
        super(stream, true, StandardCharsets.UTF_8);
    }
}
