package org.acinus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideFolderTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    @Test
    void knownEndingsAreCandidatesAndOthersAreCounted() throws IOException {
        file("b/two.NDPI");
        file("a.svs");
        file("a/dat/Data0000.dat");
        file("notes.txt");
        SlideFolder.Listing listing = SlideFolder.list(List.of(folder));
        assertThat(listing.slides())
                .extracting(found -> found.relative().toString())
                .containsExactly("a.svs", "b/two.NDPI");
        assertThat(listing.ignored()).isEqualTo(2);
    }

    /// boxes_1.dcm is the thumbnail of the slide in boxes_0.dcm.
    @Test
    void theFilesOfOneDicomSeriesAreOneSlide() throws IOException {
        Path first = SharedData.require("data/wsi-openslide-python/boxes_0.dcm");
        Files.copy(first, folder.resolve("boxes_0.dcm"));
        Files.copy(first.resolveSibling("boxes_1.dcm"), folder.resolve("boxes_1.dcm"));
        Files.createDirectories(folder.resolve("again"));
        Files.copy(first, folder.resolve("again/boxes_0.dcm"));
        file("broken.dcm");
        assertThat(SlideFolder.list(List.of(folder)).slides())
                .extracting(found -> found.relative().toString())
                .containsExactly("again/boxes_0.dcm", "boxes_0.dcm", "broken.dcm");
        Path given = folder.resolve("boxes_1.dcm");
        assertThat(SlideFolder.list(List.of(given)).slides()).hasSize(1);
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("x.svs"), "x");
        Path searched = Files.createDirectories(folder.resolve("searched"));
        Files.createSymbolicLink(searched.resolve("link.svs"), elsewhere.resolve("x.svs"));
        Files.createSymbolicLink(searched.resolve("loop"), searched);
        Files.createSymbolicLink(searched.resolve("notes.txt"), folder.resolve("nowhere"));
        SlideFolder.Listing listing = SlideFolder.list(List.of(searched));
        assertThat(listing.slides()).isEmpty();
        assertThat(listing.links()).isEqualTo(2);
        assertThat(listing.ignored()).isOne();
    }

    @Test
    void aGivenFolderMayBeALinkToOne() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("x.svs"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        assertThat(SlideFolder.list(List.of(link)).slides())
                .extracting(SlideFolder.Found::path)
                .containsExactly(elsewhere.toRealPath().resolve("x.svs"));
    }

    @Test
    void aFileGivenByNameIsACandidateWhateverItsName() throws IOException {
        Path odd = file("slide.unknown");
        SlideFolder.Listing listing = SlideFolder.list(List.of(odd, odd));
        assertThat(listing.slides()).singleElement().satisfies(found -> {
            assertThat(found.path()).isEqualTo(odd.toAbsolutePath());
            assertThat(found.bytes()).isEqualTo(Files.size(odd));
        });
    }

    @Test
    void whatDoesNotExistIsSaid() {
        assertThatThrownBy(() -> SlideFolder.list(List.of(folder.resolve("missing"))))
                .isInstanceOf(NoSuchFileException.class);
    }
}
