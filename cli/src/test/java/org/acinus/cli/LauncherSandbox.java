package org.acinus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A small source tree with the real launcher, and a machine made of scripts: JDKs that print how they are
/// started, a Maven that writes what a build leaves behind, a pip that downloads what the test gives it.
///
/// One thread at a time.
final class LauncherSandbox {
    private static final List<String> BASIC_TOOLS = List.of(
            "bash",
            "awk",
            "cat",
            "cksum",
            "dirname",
            "du",
            "find",
            "flock",
            "grep",
            "head",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "sha256sum",
            "sleep",
            "tail",
            "touch",
            "uname");

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    /// What a start printed and ended with.
    ///
    /// @param arguments of the JVM, one a line; empty where none was started
    record Outcome(int exitCode, List<String> arguments, List<String> messages) {}

    /// @param root an empty folder; the sandbox makes one with a space in its name inside
    LauncherSandbox(Path root) throws IOException {
        this.root = Files.createDirectories(root.resolve("a machine"));
        Path project = Path.of("..").toAbsolutePath().normalize();
        copy(project.resolve("acinus"), home().resolve("acinus"));
        try (Stream<Path> scripts = Files.list(project.resolve("launcher"))) {
            for (Path script : scripts.toList()) {
                copy(script, home().resolve("launcher").resolve(script.getFileName()));
            }
        }
        for (String file :
                List.of("pom.xml", ".mvn/jvm.config", "models/README.md", "cli/pom.xml", "cli/src/main/A.java")) {
            write(home().resolve(file), "");
        }
        Files.createDirectories(root.resolve("a machine/bin"));
        for (String tool : BASIC_TOOLS) {
            Files.createSymbolicLink(bin(tool), which(tool));
        }
        addJdk("jdk-25", "25.0.3");
        environment.put("PATH", root.resolve("a machine/bin").toString());
        environment.put("HOME", this.root.resolve("user").toString());
        environment.put("TMPDIR", Files.createDirectories(temporary()).toString());
        environment.put("ACINUS_JAVA_HOME", jdk("jdk-25").toString());
    }

    Path home() {
        return root.resolve("source tree");
    }

    Path cache() {
        return root.resolve("user/.cache/acinus");
    }

    /// Where programs of this machine put temporary files.
    Path temporary() {
        return root.resolve("tmp");
    }

    Path jdk(String name) {
        return root.resolve(name);
    }

    private Path bin(String tool) {
        return root.resolve("bin").resolve(tool);
    }

    LauncherSandbox with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    LauncherSandbox without(String variable) {
        environment.remove(variable);
        return this;
    }

    LauncherSandbox withoutTool(String tool) throws IOException {
        Files.delete(bin(tool));
        return this;
    }

    /// A JDK that prints the arguments of its `java`.
    LauncherSandbox addJdk(String name, String version) throws IOException {
        write(jdk(name).resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk(name).resolve("bin/java"), "printf '%s\\n' \"$0\" \"$@\"");
        script(jdk(name).resolve("bin/javac"), "exit 0");
        return this;
    }

    /// A Maven that logs its arguments and runs these lines.
    LauncherSandbox addMaven(String... lines) throws IOException {
        script(bin("mvn"), "echo \"$JAVA_HOME $*\" >>" + quoted(mavenLog()) + "\n" + String.join("\n", lines));
        return this;
    }

    /// A Maven that builds.
    LauncherSandbox addWorkingMaven() throws IOException {
        return addMaven(
                "mkdir -p cli/target/app/lib " + quoted(cache().resolve("m2")), "touch cli/target/app/lib/cli-1.jar");
    }

    /// How Maven was called: one line a call.
    List<String> mavenCalls() throws IOException {
        return Files.exists(mavenLog()) ? Files.readAllLines(mavenLog()) : List.of();
    }

    private Path mavenLog() {
        return root.resolve("maven.log");
    }

    /// A Python whose pip answers with a wheel of this content, whatever is asked for.
    LauncherSandbox addPip(String wheel) throws IOException {
        script(bin("python3"), """
                while [[ $# -gt 0 ]]; do
                  if [[ $1 == --dest ]]; then mkdir -p "$2"; printf '%%s' '%s' >"$2/some.whl"; fi
                  shift
                done""".formatted(wheel));
        return this;
    }

    /// Debian's tools: an `apt-get` that logs what it is asked for and answers with a package if it is
    /// `name`, and a `dpkg-deb` that unpacks a library of this content.
    LauncherSandbox addApt(String name, String library) throws IOException {
        script(bin("apt-get"), """
                echo "$@" >>%s
                [[ ${!#} == %s ]] && : >some.deb""".formatted(quoted(aptLog()), name));
        script(bin("dpkg-deb"), """
                mkdir -p "$3/usr/lib/some-linux" "$3/usr/share/doc/%1$s"
                printf '%%s' '%2$s' >"$3/usr/lib/some-linux/libturbojpeg.so.0.2.0"
                : >"$3/usr/share/doc/%1$s/copyright\"""".formatted(name, library));
        return with("want_own_turbojpeg", "yes");
    }

    /// How `apt-get` was called: one line a call.
    List<String> aptCalls() throws IOException {
        return Files.exists(aptLog()) ? Files.readAllLines(aptLog()) : List.of();
    }

    private Path aptLog() {
        return root.resolve("apt.log");
    }

    /// A Python without pip.
    LauncherSandbox addPythonWithoutPip() throws IOException {
        script(bin("python3"), "exit 1");
        return this;
    }

    /// Everything that the launcher would fetch.
    LauncherSandbox fillCache() throws IOException {
        write(cache().resolve("openslide/4.0.1.2/libopenslide.so.1"), "");
        write(cache().resolve("openslide/4.0.1.2/licences/COPYING"), "");
        write(cache().resolve("weights/efficientnet-lite0-57934424.pth"), "");
        write(cache().resolve("weights/LICENSE"), "");
        return this;
    }

    /// Changes a source, later than anything before.
    void changeSource() throws IOException {
        Files.setLastModifiedTime(
                home().resolve("cli/src/main/A.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
    }

    Outcome start(String... arguments) throws IOException, InterruptedException {
        return start(home().resolve("acinus"), arguments);
    }

    Outcome start(Path launcher, String... arguments) throws IOException, InterruptedException {
        Path messages = Files.createTempFile(root, "messages", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(bin("bash").toString(), launcher.toString()), Stream.of(arguments))
                        .toList());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectError(messages.toFile()).directory(root.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        return new Outcome(exitCode, printed.lines().toList(), Files.readAllLines(messages));
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private void script(Path file, String body) throws IOException {
        write(file, "#!" + which("bash") + "\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static Path which(String tool) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new UncheckedIOException(new IOException(tool + " is not installed")));
    }
}
