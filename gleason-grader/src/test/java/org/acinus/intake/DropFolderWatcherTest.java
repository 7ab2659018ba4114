package org.acinus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.acinus.intake.folder.FileStamp;
import org.acinus.intake.folder.FolderListing;
import org.acinus.intake.folder.FolderView;
import org.acinus.intake.folder.SafeText;
import org.acinus.intake.gate.GateSettings;
import org.acinus.outcome.FailureCode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderWatcherTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path root;

    private Drops drops;

    @BeforeEach
    void setUp() throws IOException {
        drops = new Drops(root);
    }

    private static List<String> names(List<Drop> found) {
        return found.stream().map(drop -> drop.file().toString()).toList();
    }

    @Test
    void aFileThatIsQuietForThePeriodPassesOnce() throws IOException {
        drops.write("a.tif", Drops.tiff());

        assertThat(drops.look().waiting())
                .singleElement()
                .satisfies(held -> assertThat(held.reason()).contains("being written"));
        assertThat(drops.lookAfter(Drops.QUIET.minus(SECOND)).whole()).isEmpty();
        Round passed = drops.lookAfter(SECOND);
        assertThat(names(passed.whole())).containsExactly("a.tif");
        assertThat(passed.unsettled()).isZero();
        assertThat(drops.lookAfter(Drops.QUIET).whole()).isEmpty();
    }

    @Test
    void aFileSeenOnceIsNeverCalledQuiet() throws IOException {
        drops.look();
        drops.write("a.tif", Drops.tiff());
        assertThat(drops.lookAfter(Duration.ofDays(1)).whole()).isEmpty();
    }

    @Test
    void eachChangeOfLengthTimeOrInodeStartsThePeriodAnew() throws IOException {
        Path file = drops.write("a.tif", Drops.tiff());
        drops.look();
        drops.lookAfter(Drops.QUIET.minus(SECOND));
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        assertThat(drops.lookAfter(SECOND).whole()).isEmpty();
        drops.lookAfter(Drops.QUIET.minus(SECOND));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        assertThat(drops.lookAfter(SECOND).whole()).isEmpty();
        drops.lookAfter(Drops.QUIET.minus(SECOND));
        FileTime time = Files.getLastModifiedTime(file);
        Path twin = drops.write("twin.part", Files.readAllBytes(file));
        Files.setLastModifiedTime(twin, time);
        Files.move(twin, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(drops.lookAfter(SECOND).whole()).isEmpty();
        assertThat(names(drops.lookAfter(Drops.QUIET).whole())).containsExactly("a.tif");
    }

    @Test
    void aWholeFileThatChangesGoesThroughTheGateAgain() throws IOException {
        Path file = drops.write("a.tif", Drops.tiff());
        drops.settle();
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        assertThat(drops.look().waiting()).hasSize(1);
        assertThat(names(drops.lookAfter(Drops.QUIET).whole())).containsExactly("a.tif");
    }

    @Test
    void aRenamedFileIsGoneUnderTheOldNameAndNewUnderTheOther() throws IOException {
        Path file = drops.write("a.tif", Drops.tiff());
        drops.settle();
        Files.move(file, root.resolve("b.tif"));
        assertThat(drops.look().gone()).isEmpty();
        Round later = drops.lookAfter(Drops.QUIET);
        assertThat(later.gone()).containsExactly(Path.of("a.tif"));
        assertThat(names(later.whole())).containsExactly("b.tif");
    }

    @Test
    void aFileThatIsReplacedByDeletingItFirstIsNotGone() throws IOException {
        Path file = drops.write("a.tif", Drops.tiff());
        drops.settle();
        Files.delete(file);
        drops.lookAfter(SECOND);
        drops.write("a.tif", Drops.tiff());
        assertThat(drops.lookAfter(SECOND).gone()).isEmpty();
        assertThat(names(drops.lookAfter(Drops.QUIET).whole())).containsExactly("a.tif");
    }

    @Test
    void aTruncatedFileWaitsAndThenFailsWithTheBytesThatAreMissing() throws IOException {
        byte[] whole = Drops.tiff();
        for (int bytes : List.of(whole.length - 1, whole.length / 2, whole.length / 4)) {
            drops.write("cut" + bytes + ".tif", Arrays.copyOf(whole, bytes));
        }
        drops.look();
        Round quiet = drops.lookAfter(Drops.QUIET);
        assertThat(quiet.whole()).isEmpty();
        assertThat(quiet.waiting()).hasSize(3).allMatch(held -> held.code() == FailureCode.TRUNCATED);
        Round late = drops.lookAfter(Drops.PATIENCE);
        assertThat(late.failed())
                .hasSize(3)
                .allSatisfy(held -> assertThat(held.reason()).containsPattern("\\d+ bytes"));
        assertThat(drops.lookAfter(SECOND).failed()).isEmpty();
    }

    @Test
    void anEmptyFileWaitsAndThenFails() throws IOException {
        drops.write("a.svs", "");
        assertThat(drops.settle().waiting())
                .singleElement()
                .extracting(Held::reason)
                .isEqualTo("it is empty");
        assertThat(drops.lookAfter(Drops.PATIENCE).failed())
                .singleElement()
                .extracting(Held::code)
                .isEqualTo(FailureCode.INCOMPLETE);
    }

    @Test
    void aPreallocatedFileIsHeldBackThoughItsLengthIsRight() throws IOException {
        byte[] filled = Arrays.copyOf(Drops.tiff(), 20_000);
        drops.write("tail.tif", filled);
        drops.write("all.svs", new byte[20_000]);
        Round quiet = drops.settle();
        assertThat(quiet.whole()).isEmpty();
        assertThat(quiet.waiting()).hasSize(2).allMatch(held -> held.reason().contains("zeros"));
        assertThat(drops.lookAfter(Drops.PATIENCE).whole())
                .as("for the reader to judge")
                .hasSize(2);
    }

    @Test
    void aFileThatBreaksItsFormatIsForTheWorkerToJudge() throws IOException {
        byte[] loop = Drops.tiff();
        // The directory's last four bytes name the next one: itself.
        int directory = 8 + 256;
        loop[loop.length - 4] = (byte) directory;
        loop[loop.length - 3] = (byte) (directory >> 8);
        drops.write("loop.tif", loop);
        assertThat(names(drops.settle().whole())).containsExactly("loop.tif");
    }

    @Test
    void linksPipesAndHiddenFilesAreNotCandidates() throws Exception {
        Path outside = Files.createTempDirectory("outside");
        Files.write(outside.resolve("x.tif"), Drops.tiff());
        Files.createSymbolicLink(root.resolve("link.tif"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(root.resolve("loop"), root);
        Files.createSymbolicLink(root.resolve("away"), outside);
        drops.write(".partial/a.tif", Drops.tiff());
        drops.write(".b.tif", Drops.tiff());
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe.svs").toString())
                        .start()
                        .waitFor())
                .isZero();
        drops.write("real.tif", Drops.tiff());
        Files.createLink(root.resolve("hard.tif"), root.resolve("real.tif"));
        Round first = drops.look();
        assertThat(first.notices())
                .containsExactly(
                        "link.tif is a symbolic link: not opened, not followed",
                        "pipe.svs is a pipe, socket or device: not opened, not followed");
        Round later = drops.lookAfter(Drops.QUIET);
        assertThat(later.notices()).isEmpty();
        assertThat(names(later.whole())).containsExactly("hard.tif", "real.tif");
    }

    @Test
    void anUnreadableFileWaitsAndPassesWhenItMayBeRead() throws IOException {
        Path file = drops.write("a.tif", Drops.tiff());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "the superuser reads everything");
        assertThat(drops.settle().waiting())
                .singleElement()
                .extracting(Held::code)
                .isEqualTo(FailureCode.PERMISSION);
        assertThat(drops.lookAfter(Drops.PATIENCE).failed()).hasSize(1);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertThat(names(drops.lookAfter(Drops.PATIENCE).whole())).containsExactly("a.tif");
    }

    @Test
    void oddNamesPassAndAreDistinct() throws IOException {
        List<String> odd = List.of(
                "x'); DROP TABLE slide;--.tif",
                "line\nbreak.tif",
                "=HYPERLINK(1).tif",
                "-rf.tif",
                "caf\u00e9.tif",
                "cafe\u0301.tif",
                "\u202egpj.tif",
                "\ud83d\ude00.tif",
                "n".repeat(251) + ".tif");
        for (String name : odd) {
            drops.write(name, Drops.tiff());
        }
        assertThat(names(drops.settle().whole())).containsExactlyInAnyOrderElementsOf(odd);
    }

    @Test
    void aNameThatIsNoTextIsRefusedByItsBytes() throws Exception {
        Path script = drops.write("make.sh", "cp \"$1\" \"$2/$(printf 'bad\\377.tif')\"");
        Path good = drops.write("good.bin", Drops.tiff());
        new ProcessBuilder("sh", script.toString(), good.toString(), root.toString())
                .start()
                .waitFor();
        Held held = drops.look().failed().getFirst();
        assertThat(held.code()).isEqualTo(FailureCode.NAME_UNUSABLE);
        assertThat(SafeText.ofBytes(root.toRealPath(), held.drop().file())).isEqualTo("bad%FF.tif");
    }

    @Test
    void aFolderThatWentAwayIsAnErrorAndNotAnEmptyFolder() throws IOException {
        drops.write("a.tif", Drops.tiff());
        drops.settle();
        Path elsewhere = root.resolveSibling(root.getFileName() + "-unmounted");
        Files.move(root, elsewhere);
        assertThatThrownBy(() -> drops.lookAfter(Drops.QUIET)).isInstanceOf(IOException.class);
        Files.move(elsewhere, root);
        assertThat(drops.lookAfter(Drops.QUIET).gone()).isEmpty();
    }

    @Test
    void aDayOfNothingAndOfPassingFilesLeavesNothingBehind() throws IOException {
        TreeMap<Path, FileStamp> files = new TreeMap<>();
        FolderView view = new FolderView() {
            @Override
            public Path root() {
                return root;
            }

            @Override
            public FolderListing list() {
                return new FolderListing(files, List.of(), List.of());
            }
        };
        DropFolderWatcher watcher = new DropFolderWatcher(view, GateSettings.quietFor(Drops.QUIET));
        drops.write("a.tif", Drops.tiff());
        FileStamp stamp = new FileStamp(390, Instant.EPOCH, "1");
        long passed = 0;
        for (int look = 0; look < 24 * 360; look++) {
            // Every five minutes a new name that stays for two.
            int minute = look / 6;
            files.clear();
            if (minute % 5 < 2) {
                files.put(Path.of("slide" + minute / 5 + ".tif"), stamp);
            }
            passed += watcher.look(look * Duration.ofSeconds(10).toNanos()).unsettled();
        }
        assertThat(passed).isPositive();
        assertThat(watcher.remembered()).isLessThan(4);
    }
}
