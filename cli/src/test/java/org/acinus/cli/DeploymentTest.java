package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acinus.cli.watch.MonitorServer;
import org.acinus.cli.watch.ServiceHealth;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The systemd unit and the container file start commands that exist, with options that exist, and stop them as the
/// commands expect.
final class DeploymentTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    private Path folder;

    private static String value(List<String> lines, String key) {
        List<String> values = lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .toList();
        assertThat(values).as(key).hasSize(1);
        return values.getFirst();
    }

    /// Options are looked up, not carried out.
    private static void requireCommandLine(List<String> words) {
        CommandLine root = new CommandLine(new Acinus());
        CommandLine.ParseResult parsed = root.parseArgs(words.toArray(String[]::new));
        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("watch");
    }

    @Test
    void theUnitStartsAWatchThatExistsAndStopsItAsItExpects() throws Exception {
        List<String> unit = Files.readAllLines(DEPLOY.resolve("acinus-watch.service"));
        // The file's own example of a site's options.
        String site = value(unit, "# Options of the site, for example: ACINUS_WATCH=");
        List<String> words = new ArrayList<>(
                List.of(value(unit, "ExecStart=").replace("$ACINUS_WATCH", site).split(" ", -1)));
        assertThat(words.removeFirst()).isEqualTo("/opt/acinus/acinus");
        requireCommandLine(words);

        // SIGTERM goes to the supervisor alone, which takes nine seconds at most and ends with 143.
        assertThat(value(unit, "KillMode=")).isEqualTo("mixed");
        assertThat(Integer.parseInt(value(unit, "TimeoutStopSec="))).isGreaterThan(10);
        assertThat(value(unit, "SuccessExitStatus=")).isEqualTo("143");
        assertThat(value(unit, "Restart=")).isEqualTo("always");
        assertThat(value(unit, "RestartPreventExitStatus=")).isEqualTo("2");
        // The workspace is where the unit may write.
        assertThat(words).containsSequence("--workspace", "/var/lib/" + value(unit, "StateDirectory="));
        assertThat(value(unit, "ProtectSystem=")).isEqualTo("strict");
    }

    @Test
    void systemdUnderstandsTheUnit() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(ANALYZE), "there is no systemd-analyze here");
        Path program = Files.createFile(
                folder.resolve("acinus"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        // Only what this machine need not have is put in place of what is there.
        Path unit = Files.writeString(
                folder.resolve("acinus-watch.service"),
                Files.readString(DEPLOY.resolve("acinus-watch.service"))
                        .replace("/opt/acinus/acinus", program.toString()));
        Process analyze = new ProcessBuilder(ANALYZE.toString(), "verify", "--man=no", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(analyze.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(analyze.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains("acinus-watch.service")))
                .isEmpty();
    }

    @Test
    void theContainerStartsAWatchThatExists() throws IOException {
        String file = Files.readString(DEPLOY.resolve("Containerfile"));
        String version = match(file, "ARG ACINUS_VERSION=(\\S+)");
        assertThat(Files.readString(Path.of("..", "pom.xml"))).contains("<version>" + version);
        assertThat(file).contains("ADD acinus-${ACINUS_VERSION}.tar.gz /opt/", "STOPSIGNAL SIGTERM", "USER acinus");
        assertThat(match(file, "ENTRYPOINT (\\[.*])")).isEqualTo("[\"/opt/acinus/acinus\"]");
        String[] words = JsonMapper.builder().build().readValue(match(file, "\nCMD (\\[.*])"), String[].class);
        requireCommandLine(List.of(words));
        // The health check asks the port that the command serves.
        assertThat(List.of(words)).containsSequence("--metrics-port", match(file, "/dev/tcp/127.0.0.1/(\\d+)"));
        Stream.of("--read-only", "--cap-drop all", ":ro")
                .forEach(promise -> assertThat(file).contains(promise));
    }

    /// The container's own words, asked of a real monitor: well, in trouble, gone.
    @Test
    void theContainersHealthCheckTellsWellFromIll() throws Exception {
        String[] words = JsonMapper.builder()
                .build()
                .readValue(
                        match(Files.readString(DEPLOY.resolve("Containerfile")), "(?s)HEALTHCHECK .*?CMD (\\[.*?])\n")
                                .replace("\\\n", ""),
                        String[].class);
        AtomicReference<String> trouble = new AtomicReference<>("");
        int port;
        try (MonitorServer monitor =
                MonitorServer.start(Optional.of(0), new ServiceHealth(trouble::get, Duration.ofSeconds(10)))) {
            port = URI.create(monitor.address().orElseThrow()).getPort();
            assertThat(statusOf(words, port)).isZero();
            trouble.set("the database does not answer");
            assertThat(statusOf(words, port)).isNotZero();
        }
        assertThat(statusOf(words, port)).isNotZero();
    }

    private static int statusOf(String[] words, int port) throws IOException, InterruptedException {
        List<String> command =
                Stream.of(words).map(word -> word.replace("/9464", "/" + port)).toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String match(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
