package org.acinus.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The tries that were made so far, one a line, so that a matrix of hours can be stopped and goes on where it was.
///
/// Thread-safe. Without a file it keeps them in memory.
final class FaultRecord {
    private static final int COLUMNS = 12;

    private final Optional<Path> file;
    private final List<Try> tries = new ArrayList<>();

    /// One case tried once.
    ///
    /// @param round from 0
    /// @param fault number and name of the case
    /// @param load the machine's load average at its end
    record Try(int round, String fault, Tally tally, double load, long seconds) {}

    private FaultRecord(Optional<Path> file) {
        this.file = file;
    }

    /// Reads what there is.
    ///
    /// @param file empty: nothing is kept
    static FaultRecord open(Optional<Path> file) throws IOException {
        FaultRecord record = new FaultRecord(file);
        if (file.filter(Files::exists).isPresent()) {
            for (String line : Files.readAllLines(file.get())) {
                record.tries.add(parse(line));
            }
        }
        return record;
    }

    /// Whether a case was tried in a round.
    synchronized boolean holds(int round, FaultCase fault) {
        return tries.stream()
                .anyMatch(one -> one.round() == round && one.fault().equals(fault.title()));
    }

    synchronized void add(Try made) throws IOException {
        tries.add(made);
        if (file.isPresent()) {
            Files.writeString(file.get(), line(made), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /// What a case came to over all its tries.
    synchronized Tally sum(FaultCase fault) {
        return tries.stream()
                .filter(one -> one.fault().equals(fault.title()))
                .map(Try::tally)
                .reduce(Tally.NONE, Tally::plus);
    }

    /// Under which load the tries were made, for a reader of the table.
    synchronized String conditions() {
        double least = tries.stream().mapToDouble(Try::load).min().orElse(0);
        double most = tries.stream().mapToDouble(Try::load).max().orElse(0);
        double median = tries.stream()
                .mapToDouble(Try::load)
                .sorted()
                .skip(tries.size() / 2)
                .findFirst()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "load average %.1f to %.1f, in the middle %.1f, on %d processors",
                least,
                most,
                median,
                Runtime.getRuntime().availableProcessors());
    }

    private static String line(Try made) {
        Tally tally = made.tally();
        return String.join(
                        "\t",
                        String.valueOf(made.round()),
                        made.fault(),
                        String.valueOf(tally.tries()),
                        String.valueOf(tally.lost()),
                        String.valueOf(tally.duplicated()),
                        String.valueOf(tally.half()),
                        String.valueOf(tally.crashed()),
                        String.valueOf(tally.touched()),
                        String.valueOf(tally.unlogged()),
                        String.format(Locale.ROOT, "%.2f", made.load()),
                        String.valueOf(made.seconds()),
                        tally.detail().replaceAll("\\s+", " "))
                + "\n";
    }

    private static Try parse(String line) {
        String[] columns = line.split("\t", COLUMNS);
        int[] counts = new int[7];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Integer.parseInt(columns[i + 2]);
        }
        Tally tally = new Tally(
                counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], columns[COLUMNS - 1]);
        return new Try(
                Integer.parseInt(columns[0]),
                columns[1],
                tally,
                Double.parseDouble(columns[9]),
                Long.parseLong(columns[10]));
    }
}
