package org.acinus.wsi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acinus.wsi.metadata.SlideMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideFormatsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void anyFile() throws IOException {
        file = Files.writeString(folder.resolve("a.svs"), "a");
    }

    @Test
    void theFirstReaderThatKnowsTheFileReadsIt() {
        try (Slide slide = formats(notMine("one"), knows("two"), knows("three")).open(file)) {
            assertThat(slide.metadata().format()).isEqualTo("two");
        }
    }

    @Test
    void anAskedReaderIsTheOnlyOneAsked() {
        SlideFormats formats = formats(knows("one"), notMine("two"));
        assertThatThrownBy(() -> formats.only("two").open(file))
                .isInstanceOf(UnsupportedSlideException.class)
                .hasMessageContaining("two: not of mine")
                .hasMessageNotContaining("one");
        assertThatThrownBy(() -> formats.only("three"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no reader 'three', only one, two");
    }

    @Test
    void aReaderThatKnowsTheFileAndFailsIsNotReplaced() {
        SlideFormat broken = format("one", new Recognition.Recognised("one"), () -> {
            throw new CorruptSlideException("broken");
        });
        assertThatThrownBy(() -> formats(broken, knows("two")).open(file)).isInstanceOf(CorruptSlideException.class);
    }

    @Test
    void aMissingReaderMattersWhereTheFileLooksLikeOneOfItsOrWhereItWasAskedFor() {
        SlideFormat likely = format("one", new Recognition.Unavailable("not here", true), SlideFormatsTest::drawn);
        SlideFormat unlikely = format("two", new Recognition.Unavailable("not here", false), SlideFormatsTest::drawn);
        assertThatThrownBy(() -> formats(notMine("zero"), likely).open(file))
                .isInstanceOf(ReaderUnavailableException.class);
        assertThatThrownBy(() -> formats(notMine("zero"), unlikely).open(file))
                .isInstanceOf(UnsupportedSlideException.class);
        assertThatThrownBy(() -> formats(notMine("zero"), unlikely).only("two").open(file))
                .isInstanceOf(ReaderUnavailableException.class);
    }

    /// Scripts and the README name them in this order.
    @Test
    void installedReadersAreInOrderOfPreference() {
        List<String> preference = List.of("direct", "openslide", "bioformats");
        assertThat(SlideFormats.installed().names()).isNotEmpty().isSubsetOf(preference);
        assertThat(SlideFormats.installed().names())
                .isEqualTo(preference.stream()
                        .filter(SlideFormats.installed().names()::contains)
                        .toList());
    }

    private static SlideFormats formats(SlideFormat... formats) {
        return new SlideFormats(List.of(formats), List.of());
    }

    private static SlideFormat knows(String name) {
        return format(name, new Recognition.Recognised(name), () -> drawn(name));
    }

    private static SlideFormat notMine(String name) {
        return format(name, new Recognition.NotMine("not of mine"), SlideFormatsTest::drawn);
    }

    private static Slide drawn() {
        return drawn("formula");
    }

    private static Slide drawn(String format) {
        Slide slide = FormulaSlide.of(100, 100, 0.5, 1);
        SlideMetadata plain = slide.metadata();
        return new Slide() {
            @Override
            public SlideMetadata metadata() {
                return new SlideMetadata(
                        format,
                        format,
                        plain.levels(),
                        plain.spacing(),
                        plain.objective(),
                        plain.bounds(),
                        plain.associatedImages(),
                        plain.properties());
            }

            @Override
            public void read(Region region, RgbBuffer into) {
                slide.read(region, into);
            }

            @Override
            public void close() {
                slide.close();
            }
        };
    }

    private static SlideFormat format(String name, Recognition answer, SlideSource opening) {
        return new SlideFormat() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Recognition recognise(Path asked) {
                return answer;
            }

            @Override
            public Slide open(Path asked) {
                return opening.open();
            }
        };
    }
}
