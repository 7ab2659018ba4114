package org.acinus.cli.log;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/// Warnings and errors, as lines. Thread-safe.
final class LineLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    /// DJL asks ONNX Runtime for a GPU whatever device was asked for, and warns that there is none. HikariCP tells
    /// each connection that breaks with a page of trace; that the database is away is said in one line by who asked
    /// it. PDFBox looks fonts up that no page of ours uses, and warns of each that the machine lacks.
    private static final List<String> ERRORS_ONLY = List.of(
            "ai.djl.onnxruntime.engine.OrtEngine", "com.zaxxer.hikari", "org.apache.pdfbox", "org.apache.fontbox");

    private final transient LogLines lines;
    private final Level least;

    LineLogger(String name, LogLines lines) {
        this.name = name;
        this.lines = lines;
        this.least = ERRORS_ONLY.stream().anyMatch(name::startsWith) ? Level.ERROR : Level.WARN;
    }

    private boolean isEnabled(Level level) {
        return level.toInt() >= least.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return isEnabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return LineLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String messagePattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String message =
                MessageFormatter.basicArrayFormat(messagePattern, arguments == null ? new Object[0] : arguments);
        lines.write(level, name, message, thrown);
    }
}
