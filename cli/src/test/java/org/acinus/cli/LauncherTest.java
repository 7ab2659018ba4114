package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.acinus.cli.LauncherSandbox.Outcome;
import org.acinus.draft.ProcessPlace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher on machines that have this and lack that; without any network.
class LauncherTest {
    @TempDir
    private Path folder;

    private LauncherSandbox machine;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = new LauncherSandbox(folder);
    }

    private static void assertLacks(Outcome outcome, String... words) {
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.arguments()).isEmpty();
        assertThat(outcome.messages()).last().asString().startsWith("acinus: ").contains(words);
    }

    @Test
    void buildsOnceAndStartsMain() throws Exception {
        machine.fillCache().addWorkingMaven();
        Outcome first = machine.start("info", "a slide.svs");
        assertThat(first.exitCode()).isZero();
        assertThat(first.arguments())
                .startsWith(machine.jdk("jdk-25").resolve("bin/java").toString())
                .contains("-Dacinus.home=" + machine.home(), "-Dacinus.cache=" + machine.cache())
                .endsWith("org.acinus.cli.Main", "info", "a slide.svs");
        assertThat(machine.mavenCalls()).singleElement().asString().startsWith(machine.jdk("jdk-25") + " ");

        Outcome second = machine.start("info");
        assertThat(second.exitCode()).isZero();
        assertThat(second.messages()).isEmpty();
        assertThat(machine.mavenCalls()).hasSize(1);
    }

    @Test
    void buildsAgainOfflineAfterAChange() throws Exception {
        machine.fillCache().addWorkingMaven().start("info");
        assertThat(machine.mavenCalls()).singleElement().asString().doesNotContain("--offline");
        machine.changeSource();
        assertThat(machine.start("info").exitCode()).isZero();
        assertThat(machine.mavenCalls()).hasSize(2).last().asString().contains(" --offline ");
    }

    @Test
    void runsWhatIsBuiltWhereItMayNotBuild() throws Exception {
        machine.fillCache().addWorkingMaven().with("ACINUS_BUILD", "never");
        assertLacks(machine.start("info"), "nothing is built");
        machine.without("ACINUS_BUILD").start("info");
        machine.changeSource();
        assertThat(machine.with("ACINUS_BUILD", "never").start("info").exitCode())
                .isZero();
        assertThat(machine.mavenCalls()).hasSize(1);
    }

    @Test
    void startsByASymbolicLinkFromElsewhere() throws Exception {
        machine.fillCache().addWorkingMaven();
        Path link =
                Files.createSymbolicLink(folder.resolve("link"), machine.home().resolve("acinus"));
        assertThat(machine.start(link, "info").arguments()).contains("-Dacinus.home=" + machine.home());
    }

    @Test
    void passesTheUsersFlagsToTheJvm() throws Exception {
        machine.fillCache().addWorkingMaven().with("ACINUS_JAVA_OPTS", "-Xmx3g -Da=b");
        assertThat(machine.start("info").arguments()).containsSubsequence("-Xmx3g", "-Da=b", "org.acinus.cli.Main");
    }

    @Test
    void givesEachProcessAFolderOfItsOwnForTemporaryFiles() throws Exception {
        machine.fillCache().addWorkingMaven();
        Path first = temporaryFolder(machine.start("info")).orElseThrow();
        Path second = temporaryFolder(machine.start("info")).orElseThrow();

        // The fake JVM, which never looks for what is left of dead ones, leaves both.
        assertThat(first).isNotEqualTo(second).isDirectory();
        assertThat(Files.getPosixFilePermissions(first))
                .hasSize(3)
                .allMatch(one -> one.name().startsWith("OWNER"));
        assertThat(first).startsWith(machine.temporary());
        assertThat(String.valueOf(first.getFileName())).matches("\\d+@" + ProcessPlace.name());
    }

    @Test
    void takesNoTemporaryFolderThatSomebodyElseMayHaveMade() throws Exception {
        machine.fillCache().addWorkingMaven();
        Path all = temporaryFolder(machine.start("info"))
                .orElseThrow()
                .resolveSibling(".")
                .normalize();
        Path elsewhere = Files.move(all, folder.resolve("elsewhere"));
        Files.createSymbolicLink(all, elsewhere);
        assertThat(temporaryFolder(machine.start("info"))).isEmpty();

        machine.with("TMPDIR", folder.resolve("nowhere").toString());
        Outcome without = machine.start("info");
        assertThat(without.exitCode()).isZero();
        assertThat(temporaryFolder(without)).isEmpty();
    }

    private static Optional<Path> temporaryFolder(Outcome started) {
        String flag = "-Djava.io.tmpdir=";
        return started.arguments().stream()
                .filter(argument -> argument.startsWith(flag))
                .map(argument -> Path.of(argument.substring(flag.length())))
                .findFirst();
    }

    @Test
    void refusesAnOlderJdkThatWasAskedFor() throws Exception {
        machine.fillCache().addJdk("jdk-17", "17.0.15");
        machine.with("ACINUS_JAVA_HOME", machine.jdk("jdk-17").toString());
        assertLacks(machine.start("info"), "ACINUS_JAVA_HOME", "17");
    }

    @Test
    void takesTheUsersJavaHomeOnlyWhereItIsRecentEnough() throws Exception {
        machine.fillCache().addWorkingMaven().addJdk("jdk-17", "17.0.15").without("ACINUS_JAVA_HOME");
        machine.with("JAVA_HOME", machine.jdk("jdk-25").toString());
        assertThat(machine.start("info").arguments())
                .first()
                .isEqualTo(machine.jdk("jdk-25").resolve("bin/java").toString());

        String sdkman = "user/.sdkman/candidates/java/25-tem";
        machine.addJdk(sdkman, "25").with("JAVA_HOME", machine.jdk("jdk-17").toString());
        assertThat(machine.start("info").arguments())
                .first()
                .isEqualTo(machine.jdk(sdkman).resolve("bin/java").toString());
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        assertLacks(machine.fillCache().start("info"), "Maven is missing", "apt-get install maven");
    }

    @Test
    void saysThatPythonIsMissing() throws Exception {
        assertLacks(machine.start("info"), "python3 is missing", "apt-get install python3");
    }

    @Test
    void saysThatPipIsMissing() throws Exception {
        assertLacks(machine.addPythonWithoutPip().start("info"), "no pip", "apt-get install python3-pip");
    }

    @Test
    void throwsAwayADownloadWithAnotherHash() throws Exception {
        // The published example of SHA-256 (FIPS 180-4): the digest of "abc".
        assertLacks(
                machine.addPip("abc").start("info"),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        try (Stream<Path> left = Files.list(machine.cache())) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("fetch.lock");
        }
    }

    @Test
    void fetchesLibjpegTurboOnceByWhicheverNameThePackageHas() throws Exception {
        machine.fillCache().addWorkingMaven().addApt("libturbojpeg", "the library");
        assertThat(machine.start("info").exitCode()).isZero();
        assertThat(machine.cache().resolve("libjpeg-turbo/libturbojpeg.so.0")).hasContent("the library");
        assertThat(machine.cache().resolve("libjpeg-turbo/copyright")).exists();
        assertThat(machine.aptCalls()).hasSize(2);
        Outcome second = machine.start("info");
        assertThat(second.messages()).isEmpty();
        assertThat(machine.aptCalls()).hasSize(2);
    }

    @Test
    void goesOnWithoutLibjpegTurboAndSaysSoOnce() throws Exception {
        machine.fillCache().addWorkingMaven().addApt("another-package", "");
        Outcome first = machine.start("info");
        assertThat(first.exitCode()).isZero();
        assertThat(first.messages())
                .filteredOn(line -> line.contains("more slowly"))
                .hasSize(1);
        assertThat(machine.start("info").messages()).isEmpty();
        assertThat(machine.aptCalls()).hasSize(2);
    }

    @Test
    void installsOnlyTheBioFormatsThatItKnows() throws Exception {
        Path script = machine.home().resolve("launcher/install.sh");
        assertLacks(
                machine.addPip("abc").start(script, "bioformats"),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(machine.cache().resolve("bioformats")).doesNotExist();
        assertLacks(machine.start(script, "formats"), "nothing to install by the name 'formats'");
    }

    @Test
    void locksByFolderWhereThereIsNoFlock() throws Exception {
        machine.fillCache().addWorkingMaven().withoutTool("flock");
        Path lock = machine.home().resolve("target/build.lock.d");
        // Left behind by a process that is gone: no Linux has process ids this high.
        Files.createDirectories(lock);
        String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        Files.writeString(lock.resolve("owner"), host + " 2147483646\n");
        Outcome outcome = machine.start("info");
        assertThat(outcome.exitCode()).isZero();
        assertThat(machine.mavenCalls()).hasSize(1);
        assertThat(lock).doesNotExist();
    }

    @Test
    void refusesAnOpenSlideThatIsNotThere() throws Exception {
        assertLacks(machine.with("ACINUS_OPENSLIDE", "/no/such/library.so").start("info"), "/no/such/library.so");
    }

    @Test
    void tellsAMissingNetworkFromABrokenBuild() throws Exception {
        machine.fillCache()
                .addMaven("echo '[ERROR] Could not transfer artifact a:b:1 from central: Unknown host'", "exit 1");
        assertLacks(machine.start("info"), "a:b:1", "Maven Central");

        machine.addMaven("echo '[ERROR] A.java:[1,1] class expected'", "exit 1");
        Outcome broken = machine.start("info");
        assertThat(broken.exitCode()).isEqualTo(70);
        assertThat(broken.messages()).last().asString().contains("class expected", "build.log");
    }
}
