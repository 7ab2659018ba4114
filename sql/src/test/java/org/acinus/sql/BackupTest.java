package org.acinus.sql;

import static org.acinus.sql.TestingResults.cancer;
import static org.acinus.sql.TestingResults.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acinus.pipeline.StoredRun;
import org.acinus.sql.audit.AuditTrail;
import org.acinus.sql.connection.DatabaseUrl;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.server.ServerIdentity;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways to back up that sql/README.md tells of.
final class BackupTest {
    @TempDir
    private Path folder;

    /// A server as a hospital has one, of the system's own package, with its own pg_dump; the embedded one has
    /// none.
    @Test
    void dumpRestoresResultsRightsAndTheAuditChain() throws Exception {
        Path bin = systemServer();
        int port = freePort();
        Path data = folder.resolve("data");
        run(bin.resolve("initdb"), "-D", data.toString(), "-U", "admin", "--auth=trust", "--no-sync");
        run(
                bin.resolve("pg_ctl"),
                "start",
                "-w",
                "-D",
                data.toString(),
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
        try {
            dumpAndRestore(bin, port);
        } finally {
            run(bin.resolve("pg_ctl"), "stop", "-D", data.toString(), "-m", "fast");
        }
    }

    private void dumpAndRestore(Path bin, int port) throws Exception {
        String server = "jdbc:postgresql://127.0.0.1:" + port + "/";
        Map<String, String> admin = Map.of("PGUSER", "admin");
        var maintenance = DatabaseUrl.dataSource(server + "postgres", admin, "test");
        TestingServer.execute(maintenance, "CREATE DATABASE lab");
        Database.at(server + "lab", admin, "test", Access.OWN).close();
        TestingServer.execute(maintenance, "CREATE ROLE work LOGIN IN ROLE acinus_writer");
        List<StoredRun> stored;
        try (SqlRunLedger ledger = work(server + "lab")) {
            ledger.enqueue(List.of(job("a.svs"), job("b.svs")), false);
            ledger.complete(ledger.claim("w").orElseThrow(), cancer(500));
            stored = ledger.newestRuns();
        }
        Path dump = folder.resolve("lab.dump");
        List<String> where = List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "admin");
        run(bin.resolve("pg_dump"), where, "--format=custom", "--file=" + dump, "lab");

        TestingServer.execute(maintenance, "CREATE DATABASE restored");
        run(bin.resolve("pg_restore"), where, "--exit-on-error", "--dbname=restored", dump.toString());

        try (SqlRunLedger ledger = work(server + "restored")) {
            assertThat(ledger.newestRuns()).isEqualTo(stored);
            assertThat(TestingResults.read(ledger, stored.getFirst().runId())).isEqualTo(cancer(500));
            assertThat(ledger.claim("w").orElseThrow().job().file()).isEqualTo("b.svs");
        }
        try (Database owner = Database.at(server + "restored", admin, "test", Access.OWN)) {
            assertThat(owner.migrated()).isZero();
            assertThat(new AuditTrail(owner).verify(List.of())).isInstanceOf(AuditTrail.Verdict.Whole.class);
        }
    }

    private static SqlRunLedger work(String url) {
        return new SqlRunLedger(Database.at(url, Map.of("PGUSER", "work"), "test", Access.WORK));
    }

    @Test
    void copyOfTheFolderOfAStoppedServerIsABackup() throws Exception {
        Path workspace = folder.resolve("workspace");
        long run;
        try (SqlRunLedger ledger = new SqlRunLedger(Database.inWorkspace(workspace, TestingServer.cache(), "test"))) {
            ledger.enqueue(List.of(job("a.svs")), false);
            run = ledger.complete(ledger.claim("w").orElseThrow(), cancer(500));
        }
        Path copy = folder.resolve("copy");
        copy(workspace, copy);
        try (SqlRunLedger ledger = new SqlRunLedger(Database.inWorkspace(copy, TestingServer.cache(), "test"))) {
            assertThat(TestingResults.read(ledger, run)).isEqualTo(cancer(500));
        }
    }

    private static Path systemServer() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        Assumptions.assumeTrue(Files.isDirectory(versions), "no PostgreSQL of the system's own under " + versions);
        try (Stream<Path> found = Files.list(versions)) {
            List<Path> newest = found.filter(
                            version -> version.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparingInt((Path version) ->
                                    Integer.parseInt(version.getFileName().toString()))
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .filter(bin ->
                            Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pg_dump")))
                    .toList();
            Assumptions.assumeTrue(!newest.isEmpty(), "no server with pg_dump under " + versions);
            return newest.getFirst();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }

    private void run(Path program, List<String> first, String... rest) throws Exception {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(rest));
        run(program, all.toArray(String[]::new));
    }

    /// Runs a program of PostgreSQL's as it wants to be run.
    private void run(Path program, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder, "run", ".log");
        Process process = new ProcessBuilder(
                        ServerIdentity.forData(folder.resolve("data")).command(words))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(folder.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(words.toString()).isTrue();
        assertThat(process.exitValue()).as(words + ": " + Files.readString(log)).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                Path made = Files.createDirectory(
                        to.resolve(from.relativize(visited).toString()));
                Files.setPosixFilePermissions(made, Files.getPosixFilePermissions(visited));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
