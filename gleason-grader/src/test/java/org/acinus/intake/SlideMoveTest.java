package org.acinus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideMoveTest {
    @TempDir
    private Path folder;

    private Path root;
    private Path target;

    @BeforeEach
    void setUp() throws IOException {
        root = Files.createDirectories(folder.resolve("drop"));
        target = Files.createDirectories(folder.resolve("done"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void move(String name) throws IOException {
        Path file = root.resolve(name);
        new SlideMove(root, target)
                .move(
                        Path.of(name),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toInstant());
    }

    private static List<String> below(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> place.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aSlideKeepsItsPathAndTakesItsProofsAlong() throws IOException {
        write("day/a.svs", "a");
        write("day/a.svs.done", "");
        write("day/a.svs.sha256", "x");
        write("day/ab.svs", "ab");
        move("day/a.svs");
        assertThat(below(target)).containsExactly("day/a.svs", "day/a.svs.done", "day/a.svs.sha256");
        assertThat(below(root)).containsExactly("day/ab.svs");
    }

    @Test
    void filesThatBelongToASlideGoWithIt() throws IOException {
        write("m.mrxs", "");
        write("m/Slidedat.ini", "x");
        write("m/Data0000.dat", "x");
        move("m.mrxs");
        assertThat(below(target)).containsExactly("m.mrxs", "m/Data0000.dat", "m/Slidedat.ini");
        assertThat(below(root)).isEmpty();
    }

    @Test
    void anotherSlideIsNotTakenAlongWhateverAnIndexSays() throws IOException {
        write("h.vms", "[Virtual Microscope Specimen]\nImageFile=other.svs\nMapFile=h.jpg\n");
        write("h.jpg", "x");
        write("other.svs", "not worked at yet");
        write("m.mrxs", "");
        write("m/inside.svs", "not worked at yet");
        move("h.vms");
        move("m.mrxs");
        assertThat(below(root)).containsExactly("m/inside.svs", "other.svs");
        assertThat(below(target)).containsExactly("h.jpg", "h.vms", "m.mrxs");
    }

    @Test
    void anIndexThatLeadsOutOfTheFolderIsMovedAlone() throws IOException {
        write("h.vms", "[Virtual Microscope Specimen]\nImageFile=../../x\n");
        move("h.vms");
        assertThat(below(target)).containsExactly("h.vms");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        write("a.svs", "first");
        move("a.svs");
        write("a.svs", "second");
        move("a.svs");
        write("a.svs", "third");
        move("a.svs");
        assertThat(below(target)).containsExactly("a.svs", "~2/a.svs", "~3/a.svs");
        assertThat(target.resolve("~2/a.svs")).hasContent("second");
    }

    @Test
    void aFileThatWasReplacedSinceItsResultStays() throws IOException {
        Path file = write("a.svs", "first");
        long bytes = Files.size(file);
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        Files.setLastModifiedTime(file, FileTime.from(modified.plusSeconds(1)));
        new SlideMove(root, target).move(Path.of("a.svs"), bytes, modified);
        Files.writeString(file, "longer than the first");
        Files.setLastModifiedTime(file, FileTime.from(modified));
        new SlideMove(root, target).move(Path.of("a.svs"), bytes, modified);
        assertThat(file).exists();
        assertThat(below(target)).isEmpty();
    }

    @Test
    void aSlideThatIsGoneIsMovedAlready() throws IOException {
        new SlideMove(root, target).move(Path.of("a.svs"), 1, Instant.EPOCH);
        assertThat(below(target)).isEmpty();
    }

    @Test
    void aMoveThatWasCutShortIsTakenUpAgain() throws IOException {
        write("m.mrxs", "");
        write("m/Slidedat.ini", "x");
        write("m/Data0000.dat", "x");
        Files.createDirectories(target.resolve("m"));
        Files.move(root.resolve("m/Data0000.dat"), target.resolve("m/Data0000.dat"));
        move("m.mrxs");
        assertThat(below(target)).containsExactly("m.mrxs", "m/Data0000.dat", "m/Slidedat.ini");
    }

    @Test
    void aCompanionThatIsThereAlreadyIsAnErrorAndTheSlideStays() throws IOException {
        write("m.mrxs", "");
        write("m/Slidedat.ini", "x");
        Files.createDirectories(target.resolve("m"));
        Files.writeString(target.resolve("m/Slidedat.ini"), "somebody else's");
        assertThatThrownBy(() -> move("m.mrxs")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(root.resolve("m.mrxs")).exists();
        assertThat(target.resolve("m/Slidedat.ini")).hasContent("somebody else's");
    }

    @Test
    void aMoveToAnotherFileSystemIsACopyThatIsWholeBeforeTheOriginalGoes() throws IOException {
        Path memory = Path.of("/dev/shm");
        Assumptions.assumeTrue(
                Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(root)),
                "there is no second file system here");
        target = Files.createTempDirectory(memory, "acinus");
        Path file = write("a.svs", "a");
        FileTime time = Files.getLastModifiedTime(file);
        move("a.svs");
        assertThat(below(target)).containsExactly("a.svs");
        assertThat(Files.getLastModifiedTime(target.resolve("a.svs")).toMillis())
                .isEqualTo(time.toMillis());
        assertThat(below(root)).isEmpty();
        Files.delete(target.resolve("a.svs"));
        Files.delete(target);
    }
}
