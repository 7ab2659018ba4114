package org.acinus.sql.server;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `postmaster.pid` in a data directory says of its server: line 1 is the process, line 4 the port, line
/// 8 the state (PostgreSQL's `pidfile.h`). The file outlives a killed server, so none of it is true until it
/// was checked.
///
/// @param pid 0 where the file does not name a process
/// @param port 0 where the file does not name one yet
record Postmaster(long pid, int port, boolean ready) {
    /// Any bytes, unchanged: the file may hold what a power failure left, and a folder's name.
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    /// No process can have it: the kernel's ids end at 2^22.
    private static final String NO_PROCESS = Integer.toString(Integer.MAX_VALUE);

    private static final int PORT_LINE = 3;
    private static final int STATE_LINE = 7;

    static Path fileIn(Path data) {
        return data.resolve("postmaster.pid");
    }

    static Optional<Postmaster> read(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(fileIn(data), BYTES);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        String state = lines.size() > STATE_LINE ? lines.get(STATE_LINE).strip() : "";
        return Optional.of(new Postmaster(number(lines, 0), (int) number(lines, PORT_LINE), state.equals("ready")));
    }

    /// Whether the process lives and is the server of this data directory.
    ///
    /// The command line decides, because a process id is reused and because a dead process that nobody reaps
    /// (the usual thing in a container) still counts as alive everywhere else; its command line is empty.
    boolean servesFrom(Path data) {
        Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
        try {
            List<String> words = List.of(Files.readString(commandLine).split("\0", -1));
            return words.getFirst().endsWith("postgres") && words.contains(data.toString());
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether PostgreSQL itself sees that the server is dead: the file names a process that is gone.
    boolean hidesNothing() {
        return pid > 0 && ProcessHandle.of(pid).isEmpty();
    }

    /// Makes a dead server's file harmless whose process id another program has got since, or that was cut short.
    ///
    /// The rest of the file is kept: it names the shared memory by which PostgreSQL looks for survivors.
    void disarm(Path data) throws IOException {
        Path file = fileIn(data);
        if (pid == 0) {
            Files.delete(file);
            return;
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file, BYTES));
        lines.set(0, NO_PROCESS);
        Files.write(file, lines, BYTES);
    }

    private static long number(List<String> lines, int index) {
        String text = lines.size() > index ? lines.get(index).strip() : "";
        return text.matches("\\d{1,10}") ? Long.parseLong(text) : 0;
    }
}
