package org.acinus.cli.log;

import java.io.Writer;
import java.util.function.Consumer;

/// Hands on each line that is written to it, once it is whole.
final class LineWriter extends Writer {
    private final Consumer<String> lines;
    private final StringBuilder begun = new StringBuilder();

    LineWriter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(char[] letters, int from, int length) {
        synchronized (lock) {
            for (int i = from; i < from + length; i++) {
                if (letters[i] == '\n') {
                    close();
                } else {
                    begun.append(letters[i]);
                }
            }
        }
    }

    @Override
    public void flush() {
        // A line that is not whole is not told.
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!begun.isEmpty()) {
                lines.accept(begun.toString().stripTrailing());
                begun.setLength(0);
            }
        }
    }
}
