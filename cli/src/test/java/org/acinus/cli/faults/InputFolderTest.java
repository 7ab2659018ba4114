package org.acinus.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The fault matrix accuses whoever touches the drop folder; here is that it would.
final class InputFolderTest {
    @TempDir
    private Path folder;

    private InputFolder input;
    private Path slide;

    @BeforeEach
    void putASlide() throws Exception {
        input = new InputFolder(folder.resolve("drop"), Files.createDirectory(folder.resolve("drafts")));
        slide = input.put("a/slide.svs", new byte[] {1, 2, 3});
        assertThat(input.touched()).isEmpty();
    }

    @Test
    void changedBytesAreSeenThoughLengthAndTimeAreTheSame() throws Exception {
        FileTime before = Files.getLastModifiedTime(slide);
        Files.write(slide, new byte[] {1, 2, 4});
        Files.setLastModifiedTime(slide, before);
        assertThat(input.touched()).singleElement().asString().endsWith("is another");
    }

    @Test
    void aFileOfSomebodyElsesMakingIsSeen() throws Exception {
        Files.createFile(folder.resolve("drop/a/.slide.svs.part"));
        assertThat(input.touched()).singleElement().asString().endsWith("is new");
    }

    @Test
    void aFileThatWasTakenAwayIsSeenUnlessItWasGiven() throws Exception {
        Files.delete(slide);
        assertThat(input.touched()).singleElement().asString().endsWith("is gone");
        input.give("a/slide.svs");
        assertThat(input.touched()).isEmpty();
    }
}
