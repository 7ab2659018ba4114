package org.acinus.cli.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.sql.audit.AuditTrail;
import org.acinus.sql.audit.AuditTrail.Head;

/// Where the audit log's chain ended at one time or another: WORKSPACE/audit-heads, a line `NUMBER HASH` each,
/// oldest first.
///
/// Outside the database, because nothing inside can tell that a chain was cut short. Copy the last line elsewhere
/// now and then: who can write to the database's disk may write to this one too.
public final class AuditHeads {
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})");

    private final Path file;

    public AuditHeads(Path workspace) {
        this.file = workspace.resolve("audit-heads");
    }

    /// Writes down where the chain ends now.
    public void note(AuditTrail trail) throws IOException {
        Optional<Head> head = trail.head();
        if (head.isPresent() && !read().contains(head.get())) {
            Files.writeString(
                    file,
                    text(head.get()) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        }
    }

    /// Everything that was written down; nothing where there is no such file.
    ///
    /// @throws CliException where the file holds something else
    public List<Head> read() throws IOException {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> parse(line, file.toString()))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /// Reads what [#text] wrote.
    ///
    /// @param where for the message
    static Head parse(String line, String where) {
        var parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new CliException(
                    ExitCode.INPUT,
                    where + ": no audit head: '" + line + "'; it is a number, a space and 64 hex digits");
        }
        return new Head(Long.parseLong(parts.group(1)), parts.group(2));
    }

    static String text(Head head) {
        return head.id() + " " + head.hash();
    }
}
