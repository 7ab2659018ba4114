package org.acinus.cli.bench.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.bench.meter.Measured;
import org.acinus.cli.bench.meter.TemporaryFolders;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.sql.bench.LedgerBench;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench db`: how fast results are stored and slides are claimed.
@Command(
        name = "db",
        description = {
            "Measure the database on an embedded server of its own, which is deleted afterwards: rows a second into",
            "the partitioned table, time of a claim with very many slides waiting, and what each index is good for.",
            "Each figure is given as least, median and greatest of its rounds."
        },
        footer = {"", "Example:", "  ./acinus bench db --json"})
public final class DbBenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--rows", defaultValue = "100000", description = "Tile rows a slide (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--rounds", defaultValue = "5", description = "Counted rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--waiting",
            defaultValue = "100000",
            description = "Slides waiting while claims are timed (default: ${DEFAULT-VALUE}).")
    private int waiting;

    @Option(
            names = "--claims",
            defaultValue = "500",
            description = "Claims that are timed (default: ${DEFAULT-VALUE}).")
    private int claims;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where to put the server, to measure that disk (default: the folder for temporary files).")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (rows < 1 || rounds < 1 || claims < 1 || waiting < claims) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--rows, --rounds and --claims must be at least 1, and --waiting at least --claims");
        }
        Path parent = folder.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        Path workspace = Files.createTempDirectory(Files.createDirectories(parent), "acinus-bench-db-");
        try (Database database = Database.inWorkspace(workspace, CacheFolder.path(), "acinus bench db", Access.OWN)) {
            LedgerBench.Report report = new LedgerBench(database, rows, rounds).run(waiting, claims);
            PrintWriter out = spec.commandLine().getOut();
            ObjectNode document = describe(report);
            if (json) {
                out.println(Json.pretty(document));
            } else {
                print(out, report);
            }
        } finally {
            TemporaryFolders.delete(workspace);
        }
        return ExitCode.OK.code();
    }

    private ObjectNode describe(LedgerBench.Report report) {
        ObjectNode root =
                Json.object().put("rows_per_slide", rows).put("rounds", rounds).put("jobs_waiting", waiting);
        put(root, "copy_partitioned_primary_key_rows_per_second", report.copyPrimaryKeyRowsPerSecond());
        put(root, "copy_into_month_primary_key_rows_per_second", report.copyPartitionRowsPerSecond());
        put(root, "copy_into_month_all_indexes_rows_per_second", report.copyAllIndexesRowsPerSecond());
        put(root, "complete_all_indexes_rows_per_second", report.completeRowsPerSecond());
        root.put("enqueue_jobs_per_second", report.enqueueJobsPerSecond());
        put(root, "claim_milliseconds", report.claimMillis());
        root.put("claim_p95_milliseconds", percentile95(report.claimMillis()));
        ObjectNode queries = root.putObject("queries");
        for (Map.Entry<String, LedgerBench.Query> query : report.queries().entrySet()) {
            ObjectNode one = queries.putObject(query.getKey())
                    .put("sql", query.getValue().sql());
            put(one, "without_index_milliseconds", query.getValue().millisWithout());
            put(one, "with_index_milliseconds", query.getValue().millisWith());
            ArrayNode indexes = one.putArray("indexes");
            query.getValue().indexes().forEach(indexes::add);
        }
        return root;
    }

    private static void put(ObjectNode node, String name, List<Double> rounds) {
        Measured.of(rounds).into(node.putObject(name));
    }

    private static double percentile95(List<Double> values) {
        return values.stream().sorted().toList().get((int) Math.ceil(0.95 * values.size()) - 1);
    }

    private void print(PrintWriter out, LedgerBench.Report report) {
        line(out, "COPY, partitioned table, primary key only", report.copyPrimaryKeyRowsPerSecond(), "rows/s");
        line(out, "COPY, month's table, primary key only", report.copyPartitionRowsPerSecond(), "rows/s");
        line(out, "COPY, month's table, every index", report.copyAllIndexesRowsPerSecond(), "rows/s");
        line(out, "a whole result with its job and audit entry", report.completeRowsPerSecond(), "rows/s");
        out.printf(Locale.ROOT, "%-46s %,12.0f jobs/s%n", "enqueue " + waiting, report.enqueueJobsPerSecond());
        line(out, "claim with " + waiting + " waiting", report.claimMillis(), "ms");
        out.printf(Locale.ROOT, "%-46s %,12.2f ms%n", "  95 of 100 within", percentile95(report.claimMillis()));
        report.queries().forEach((name, query) -> {
            line(out, name + " without its index", query.millisWithout(), "ms");
            line(out, name + " with it", query.millisWith(), "ms");
            out.println("  by " + String.join(", ", query.indexes()));
        });
    }

    private static void line(PrintWriter out, String what, List<Double> rounds, String unit) {
        Measured measured = Measured.of(rounds);
        String form = unit.equals("ms") ? "%,.2f" : "%,.0f";
        out.printf(
                Locale.ROOT,
                "%-46s %12s %s (%s to %s)%n",
                what,
                form.formatted(measured.median()),
                unit,
                form.formatted(measured.least()),
                form.formatted(measured.greatest()));
    }
}
