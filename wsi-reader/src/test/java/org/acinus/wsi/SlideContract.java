package org.acinus.wsi;

import static org.acinus.wsi.Readings.SIDE;
import static org.acinus.wsi.Readings.inside;
import static org.acinus.wsi.Readings.isWhole;
import static org.acinus.wsi.Readings.part;
import static org.acinus.wsi.Readings.pixels;
import static org.acinus.wsi.Readings.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every reader promises, whatever the format: a reader's test extends this and names slides that it
/// reads.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SlideContract {
    /// Nothing with such a word in its name may leave a reader.
    private static final Pattern IDENTIFYING = Pattern.compile(
            "(?i).*(barcode|label|patient|user|date|time|serial|filename|title|slide_?(id|name)|comment|descr).*");

    private static final int BACKGROUND_FAR_OUTSIDE = 1 << 20;
    private static final int THREADS = 4;

    @TempDir
    private static Path shared;

    private List<Path> slides = List.of();

    /// The reader under test; the test is skipped by an assumption where the machine lacks it.
    protected abstract SlideFormat format();

    /// Slides that the reader reads, drawn into a folder or from the shared data, at least one of them drawn.
    protected abstract List<Path> slides(Path folder) throws IOException;

    /// A slide with many JPEG tiles at level 0 that the reader reads.
    protected abstract Path jpegSlide(Path folder) throws IOException;

    @BeforeAll
    void drawSlides() throws IOException {
        slides = slides(shared);
    }

    Stream<Path> everySlide() {
        return slides.stream();
    }

    private Slide open(Path file) {
        return new SlideFormats(List.of(format()), List.of()).open(file);
    }

    @ParameterizedTest
    @MethodSource("everySlide")
    void theReaderKnowsItsOwn(Path file) {
        assertThat(format().recognise(file)).isInstanceOf(Recognition.Recognised.class);
    }

    @ParameterizedTest
    @MethodSource("everySlide")
    void metadataHoldTogether(Path file) {
        try (Slide slide = open(file)) {
            SlideMetadata metadata = slide.metadata();
            assertThat(metadata.reader()).isEqualTo(format().name());
            assertThat(metadata.format()).isNotBlank();
            assertThat(metadata.levels().getFirst().downsample()).isEqualTo(1);
            for (int i = 0; i < metadata.levels().size(); i++) {
                PyramidLevel level = metadata.levels().get(i);
                assertThat(level.index()).isEqualTo(i);
                assertThat(level.width() * level.downsample()).isCloseTo((double) metadata.width(), withPercentage(5));
                assertThat(level.downsample())
                        .isGreaterThanOrEqualTo(
                                metadata.levels().get(Math.max(0, i - 1)).downsample());
            }
            Bounds bounds = metadata.bounds();
            assertThat(bounds.x()).isBetween(0L, metadata.width() - 1);
            assertThat(bounds.y()).isBetween(0L, metadata.height() - 1);
            assertThat(bounds.width()).isBetween(1L, metadata.width() - bounds.x());
            assertThat(bounds.height()).isBetween(1L, metadata.height() - bounds.y());
        }
    }

    @ParameterizedTest
    @MethodSource("everySlide")
    void nothingThatIdentifiesIsKept(Path file) {
        try (Slide slide = open(file)) {
            assertThat(slide.metadata().properties().keySet()).noneMatch(IDENTIFYING.asMatchPredicate());
            assertThat(slide.metadata().associatedImages()).allMatch(name -> name.matches("[a-z]+"));
        }
    }

    @ParameterizedTest
    @MethodSource("everySlide")
    void aRegionIsTheSameHoweverItIsCut(Path file) {
        try (Slide slide = open(file)) {
            for (Region whole : samples(slide.metadata())) {
                PyramidLevel level = slide.metadata().levels().get(whole.level());
                byte[] picture = pixels(slide, whole);
                int half = SIDE / 2;
                long left = level.pixelAt(whole.x0());
                long top = level.pixelAt(whole.y0());
                for (int quarter = 0; quarter < 4; quarter++) {
                    int x = quarter % 2 * half;
                    int y = quarter / 2 * half;
                    // Only where the quarter's corner is a whole level-0 pixel do both reads mean the same pixels.
                    if (isWhole(level, left + x)
                            && isWhole(level, top + y)
                            && isWhole(level, left)
                            && isWhole(level, top)) {
                        Region part = new Region(
                                level.index(), level.originOf(left + x), level.originOf(top + y), half, half);
                        assertThat(pixels(slide, part))
                                .as("%s quarter %d", whole, quarter)
                                .isEqualTo(part(picture, SIDE, x, y, half, half));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everySlide")
    void aReadStartsAtTheNearestPixelOfItsLevel(Path file) {
        try (Slide slide = open(file)) {
            for (PyramidLevel level : slide.metadata().levels()) {
                long pixel = inside(level.width());
                long exact = level.originOf(pixel);
                long less = exact - (long) (0.4 * level.downsample());
                long more = exact + (long) (0.4 * level.downsample());
                byte[] expected = pixels(slide, level.index(), exact, 0);
                assertThat(pixels(slide, level.index(), less, 0)).isEqualTo(expected);
                assertThat(pixels(slide, level.index(), more, 0)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everySlide")
    void beyondTheEdgesLiesBackgroundAndNothingIsShifted(Path file) {
        try (Slide slide = open(file)) {
            byte[] outside = pixels(slide, 0, -BACKGROUND_FAR_OUTSIDE, -BACKGROUND_FAR_OUTSIDE);
            for (int i = 3; i < outside.length; i++) {
                assertThat(outside[i]).isEqualTo(outside[i % 3]);
            }
            assertThat(pixels(slide, 0, slide.metadata().width() + 1000, 0)).isEqualTo(outside);
            int margin = 16;
            byte[] atCorner = pixels(slide, 0, 0, 0);
            byte[] overCorner = pixels(slide, 0, -margin, -margin);
            int kept = SIDE - margin;
            assertThat(part(overCorner, SIDE, margin, margin, kept, kept))
                    .isEqualTo(part(atCorner, SIDE, 0, 0, kept, kept));
            assertThat(part(overCorner, SIDE, 0, 0, SIDE, margin)).isEqualTo(part(outside, SIDE, 0, 0, SIDE, margin));
            assertThat(part(overCorner, SIDE, 0, 0, margin, SIDE)).isEqualTo(part(outside, SIDE, 0, 0, margin, SIDE));
            for (PyramidLevel level : slide.metadata().levels()) {
                byte[] beyond =
                        pixels(slide, level.index(), 2 * slide.metadata().width() + 100, 0);
                assertThat(beyond).isEqualTo(outside);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everySlide")
    void wrongRequestsAreRefused(Path file) {
        try (Slide slide = open(file)) {
            int levels = slide.metadata().levels().size();
            assertThatThrownBy(() -> pixels(slide, levels, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> slide.read(new Region(0, 0, 0, 8, 8), RgbBuffer.onHeap(4, 4)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("everySlide")
    void manyThreadsReadTheSamePixels(Path file) throws Exception {
        try (Slide slide = open(file);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Region> regions = samples(slide.metadata());
            List<byte[]> expected =
                    regions.stream().map(region -> pixels(slide, region)).toList();
            List<Future<Boolean>> readings = new ArrayList<>();
            for (int i = 0; i < THREADS * 4; i++) {
                int first = i;
                readings.add(threads.submit(() -> readAll(slide, regions, expected, first)));
            }
            for (Future<Boolean> reading : readings) {
                assertThat(reading.get()).isTrue();
            }
        }
    }

    private static boolean readAll(Slide slide, List<Region> regions, List<byte[]> expected, int first) {
        for (int i = 0; i < regions.size(); i++) {
            int at = (first + i) % regions.size();
            if (!Arrays.equals(pixels(slide, regions.get(at)), expected.get(at))) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("everySlide")
    void aSlideClosesOnceAndRefusesToReadAfterwards(Path file) {
        Slide slide = open(file);
        slide.close();
        slide.close();
        assertThatThrownBy(() -> pixels(slide, 0, 0, 0)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("everySlide")
    void nothingOfTheSlideStaysOpen(Path file) throws IOException {
        for (int i = 0; i < 5; i++) {
            try (Slide slide = open(file)) {
                samples(slide.metadata()).forEach(region -> pixels(slide, region));
            }
        }
        String stem = file.getFileName().toString().replaceAll("\\.[^.]+$", "");
        assertThat(OwnProcess.openFiles()).noneMatch(open -> open.contains(stem));
    }

    /// The heap breathes, a leak grows in every round.
    @Test
    void memoryDoesNotGrowWithOpeningsAndReads() throws IOException {
        Path file = slides.getFirst();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            long before = OwnProcess.residentKilobytes();
            openAndRead(file, 20);
            least = Math.min(least, OwnProcess.residentKilobytes() - before);
        }
        assertThat(least).isLessThan(2_000);
    }

    private void openAndRead(Path file, int times) {
        for (int i = 0; i < times; i++) {
            try (Slide slide = open(file)) {
                pixels(slide, new Region(0, 0, 0, 256, 256));
            }
        }
    }

    /// One JPEG tile is overwritten; all regions that do not need it stay what they were.
    @Test
    void anUnreadableTileHarmsNoOther() throws IOException {
        Path whole = jpegSlide(shared);
        Path damaged = DamagedTiles.damage(whole, 7);
        SlideFormats formats = new SlideFormats(List.of(format()), List.of());
        int tile = 256;
        try (Slide intact = formats.open(whole);
                Slide slide = ReopeningSlide.open(() -> formats.open(damaged))) {
            int unreadable = 0;
            for (int round = 0; round < 2; round++) {
                for (long y0 = 0; y0 + tile <= intact.metadata().height(); y0 += tile) {
                    for (long x0 = 0; x0 + tile <= intact.metadata().width(); x0 += tile) {
                        Region region = new Region(0, x0, y0, tile, tile);
                        byte[] expected = pixels(intact, region);
                        try {
                            assertThat(pixels(slide, region)).isEqualTo(expected);
                        } catch (UnreadableRegionException counted) {
                            assertThat(counted)
                                    .hasMessageContaining(Objects.requireNonNull(damaged.getFileName())
                                            .toString());
                            unreadable++;
                        }
                    }
                }
            }
            assertThat(unreadable).isEqualTo(2);
            Region all = new Region(0, 0, 0, (int) intact.metadata().width(), (int)
                    intact.metadata().height());
            assertThatThrownBy(() -> pixels(slide, all)).isInstanceOf(UnreadableRegionException.class);
        }
    }
}
