package org.acinus.cli.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.acinus.cli.terminal.Json;
import org.acinus.intake.folder.SafeText;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// Writes lines of a log, whole lines only. Thread-safe.
public final class LogLines {
    /// Standard error, as SLF4J needs it before anybody can be asked.
    private static final LogLines STANDARD = new LogLines(System.err, Clock.systemUTC());

    private final PrintStream out;
    private final Clock clock;
    private volatile LogFormat format = LogFormat.TEXT;

    LogLines(PrintStream out, Clock clock) {
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /// The lines of this process on its standard error.
    public static LogLines standard() {
        return STANDARD;
    }

    /// How they look from now on.
    void format(LogFormat chosen) {
        format = chosen;
    }

    /// Whether they are for a program.
    public boolean isJson() {
        return format == LogFormat.JSON;
    }

    /// Writes what a logger was told.
    void write(Level level, String logger, String message, @Nullable Throwable thrown) {
        if (isJson()) {
            ObjectNode line = line(level, logger, message);
            if (thrown != null) {
                line.put("exception", trace(thrown));
            }
            print(line.toString());
            return;
        }
        String name = logger.substring(logger.lastIndexOf('.') + 1);
        String trace =
                thrown == null ? "" : System.lineSeparator() + trace(thrown).stripTrailing();
        print(level + " " + name + " - " + SafeText.of(message) + trace);
    }

    /// Writes why a command ends.
    public void error(String message, @Nullable Throwable thrown) {
        write(Level.ERROR, "acinus", message, thrown);
    }

    /// Writes an event with what belongs to it; only where lines are JSON.
    ///
    /// @param fields of the event, in their order
    public void event(Level level, String message, ObjectNode fields) {
        ObjectNode line = line(level, "acinus", message);
        line.setAll(fields);
        print(line.toString());
    }

    private ObjectNode line(Level level, String logger, String message) {
        return Json.object()
                .put("time", clock.instant().toString())
                .put("level", level.name())
                .put("logger", logger)
                .put("message", message);
    }

    private synchronized void print(String line) {
        out.println(line);
        out.flush();
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /// A writer for lines that were made for a person: itself where lines are text, else one that makes JSON of
    /// each.
    public PrintWriter forPeople(PrintWriter err) {
        return isJson() ? new PrintWriter(new LineWriter(line -> event(Level.INFO, line, Json.object()))) : err;
    }
}
