package org.acinus.wsi.jpeg;

import static org.acinus.wsi.jpeg.TestingPictures.decode;
import static org.acinus.wsi.jpeg.TestingPictures.encode;
import static org.acinus.wsi.jpeg.TestingPictures.library;
import static org.acinus.wsi.jpeg.TestingPictures.oracle;
import static org.acinus.wsi.jpeg.TestingPictures.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.acinus.wsi.RgbBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JpegDecoderTest {
    private static final byte[] RGB_IDS = {'R', 'G', 'B'};

    @ParameterizedTest
    @CsvSource({"C444,90", "C422,75", "C420,75", "C420,30", "C444,100", "C422,5"})
    void decodesAsTheJdkDoes(ChromaSubsampling subsampling, int quality) throws IOException {
        byte[] stream = encode(picture(240, 112, 7), quality, subsampling);
        assertThat(decode(stream, JpegTables.NONE, StoredColour.YCBCR, 240, 112))
                .isEqualTo(oracle(stream));
    }

    @ParameterizedTest
    @EnumSource(ChromaSubsampling.class)
    void sharedTablesGiveTheSamePixelsAsAWholeStream(ChromaSubsampling subsampling) {
        byte[] stream = encode(picture(256, 256, 8), 75, subsampling);
        JpegParts parts = JpegParts.split(stream);
        assertThat(parts.abbreviated()).hasSizeLessThan(stream.length - 500);
        assertThat(decode(parts.abbreviated(), JpegTables.of(parts.tables()), StoredColour.YCBCR, 256, 256))
                .isEqualTo(decode(stream, JpegTables.NONE, StoredColour.YCBCR, 256, 256));
    }

    @Test
    void tablesInsideOneStreamDoNotReachTheNext() {
        byte[] fine = encode(picture(64, 64, 1), 90, ChromaSubsampling.C422);
        byte[] coarse = encode(picture(64, 64, 2), 10, ChromaSubsampling.C422);
        JpegParts parts = JpegParts.split(fine);
        byte[] expected = decode(fine, JpegTables.NONE, StoredColour.YCBCR, 64, 64);
        byte[] actual = new byte[expected.length];
        try (JpegDecoder decoder = JpegDecoder.open(library(), JpegTables.of(parts.tables()), StoredColour.YCBCR)) {
            RgbWindow into = RgbWindow.of(new RgbBuffer(MemorySegment.ofArray(actual), 64, 64));
            decoder.decode(MemorySegment.ofArray(coarse), JpegScale.FULL, into);
            decoder.decode(MemorySegment.ofArray(parts.abbreviated()), JpegScale.FULL, into);
        }
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void tablesBehindAScanDoNotReachTheNext() {
        byte[] fine = encode(picture(64, 64, 1), 90, ChromaSubsampling.C422);
        byte[] coarse = encode(picture(64, 64, 2), 10, ChromaSubsampling.C422);
        JpegParts parts = JpegParts.split(fine);
        byte[] other = JpegParts.split(coarse).tables();
        byte[] plain = parts.abbreviated();
        // Its pixels, then the other tables (without their SOI, with their EOI).
        ByteBuffer burdened = ByteBuffer.allocate(plain.length - 2 + other.length - 2);
        burdened.put(plain, 0, plain.length - 2).put(other, 2, other.length - 2);
        byte[] expected = decode(fine, JpegTables.NONE, StoredColour.YCBCR, 64, 64);
        byte[] actual = new byte[expected.length];
        try (JpegDecoder decoder = JpegDecoder.open(library(), JpegTables.of(parts.tables()), StoredColour.YCBCR)) {
            RgbWindow into = RgbWindow.of(new RgbBuffer(MemorySegment.ofArray(actual), 64, 64));
            decoder.decode(MemorySegment.ofArray(burdened.array()), JpegScale.FULL, into);
            assertThat(actual).isEqualTo(expected);
            decoder.decode(MemorySegment.ofArray(plain), JpegScale.FULL, into);
        }
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void aFailedStreamDoesNotHarmTheNext() {
        byte[] whole = encode(picture(64, 64, 3), 80, ChromaSubsampling.C420);
        JpegParts parts = JpegParts.split(whole);
        byte[] cut = Arrays.copyOf(parts.abbreviated(), parts.abbreviated().length / 2);
        byte[] actual = new byte[3 * 64 * 64];
        try (JpegDecoder decoder = JpegDecoder.open(library(), JpegTables.of(parts.tables()), StoredColour.YCBCR)) {
            RgbWindow into = RgbWindow.of(new RgbBuffer(MemorySegment.ofArray(actual), 64, 64));
            assertThatThrownBy(() -> decoder.decode(MemorySegment.ofArray(cut), JpegScale.FULL, into))
                    .isInstanceOf(JpegException.class);
            decoder.decode(MemorySegment.ofArray(parts.abbreviated()), JpegScale.FULL, into);
        }
        assertThat(actual).isEqualTo(decode(whole, JpegTables.NONE, StoredColour.YCBCR, 64, 64));
    }

    @Test
    void theContainerAndNotTheMarkersDecidesOfColour() {
        RgbBuffer grey = RgbBuffer.onHeap(32, 32);
        grey.pixels().fill((byte) 128);
        byte[] stream = encode(grey, 100, ChromaSubsampling.C444);
        // Y, Cb and Cr of medium grey are 128 all; the same numbers taken as RGB are medium grey too, so change one.
        byte[] reddish = encode(solid(32, 200, 90, 60), 100, ChromaSubsampling.C444);
        byte[] asYcbcr = decode(reddish, JpegTables.NONE, StoredColour.YCBCR, 32, 32);
        byte[] asRgb = decode(reddish, JpegTables.NONE, StoredColour.RGB, 32, 32);
        assertThat(decode(stream, JpegTables.NONE, StoredColour.RGB, 32, 32)).containsOnly((byte) 128);
        // ITU-R BT.601, full range: Y = 0.299 R + 0.587 G + 0.114 B, Cb and Cr around 128.
        assertThat(Byte.toUnsignedInt(asRgb[0])).isCloseTo(119, within(1));
        assertThat(Byte.toUnsignedInt(asRgb[1])).isCloseTo(95, within(1));
        assertThat(Byte.toUnsignedInt(asRgb[2])).isCloseTo(185, within(1));
        assertThat(Byte.toUnsignedInt(asYcbcr[0])).isCloseTo(200, within(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = StoredColour.class,
            names = {"RGB", "YCBCR"})
    void markersThatSayOtherwiseOrNothingDoNotChangeAPixel(StoredColour colour) {
        byte[] jfif = encode(picture(48, 48, 4), 85, ChromaSubsampling.C444);
        byte[] expected = decode(jfif, JpegTables.NONE, colour, 48, 48);
        JpegParts parts = JpegParts.split(jfif);
        JpegTables tables = JpegTables.of(parts.tables());
        byte[] named = withComponentIds(parts.abbreviated(), RGB_IDS);
        byte[] unknown = withComponentIds(parts.abbreviated(), new byte[] {7, 8, 9});
        assertThat(decode(parts.abbreviated(), tables, colour, 48, 48)).isEqualTo(expected);
        assertThat(decode(named, tables, colour, 48, 48)).isEqualTo(expected);
        assertThat(decode(unknown, tables, colour, 48, 48)).isEqualTo(expected);
        for (int transform : new int[] {0, 1, 2}) {
            assertThat(decode(withAdobeMarker(parts.abbreviated(), transform), tables, colour, 48, 48))
                    .as("transform %d", transform)
                    .isEqualTo(expected);
        }
    }

    @Test
    void writesIntoAPartOfAWiderPictureOutsideAndOnTheHeap() {
        byte[] stream = encode(picture(64, 32, 5), 80, ChromaSubsampling.C422);
        byte[] expected = decode(stream, JpegTables.NONE, StoredColour.YCBCR, 64, 32);
        try (Arena arena = Arena.ofConfined();
                JpegDecoder decoder = JpegDecoder.open(library(), JpegTables.NONE, StoredColour.YCBCR)) {
            int stride = 3 * 100;
            for (MemorySegment wide :
                    new MemorySegment[] {arena.allocate(stride * 40L), MemorySegment.ofArray(new byte[stride * 40])}) {
                wide.fill((byte) 7);
                MemorySegment first = wide.asSlice(4L * stride + 30);
                MemorySegment outside = arena.allocateFrom(ValueLayout.JAVA_BYTE, stream);
                decoder.decode(outside, JpegScale.FULL, new RgbWindow(first, 64, 32, stride));
                for (int row = 0; row < 32; row++) {
                    assertThat(first.asSlice((long) row * stride, 192).toArray(ValueLayout.JAVA_BYTE))
                            .isEqualTo(Arrays.copyOfRange(expected, 192 * row, 192 * (row + 1)));
                }
                assertThat(wide.asSlice(0, 4L * stride + 30).toArray(ValueLayout.JAVA_BYTE))
                        .containsOnly((byte) 7);
                assertThat(first.asSlice(192, stride - 192).toArray(ValueLayout.JAVA_BYTE))
                        .containsOnly((byte) 7);
            }
        }
    }

    @Test
    void anEighthIsTheMeanOfEachBlock() {
        byte[] stream = encode(picture(128, 64, 6), 95, ChromaSubsampling.C444);
        byte[] full = decode(stream, JpegTables.NONE, StoredColour.YCBCR, 128, 64);
        byte[] eighth = new byte[3 * 16 * 8];
        try (JpegDecoder decoder = JpegDecoder.open(library(), JpegTables.NONE, StoredColour.YCBCR)) {
            decoder.decode(
                    MemorySegment.ofArray(stream),
                    JpegScale.EIGHTH,
                    RgbWindow.of(new RgbBuffer(MemorySegment.ofArray(eighth), 16, 8)));
        }
        for (int i = 0; i < eighth.length; i++) {
            int sum = 0;
            for (int j = 0; j < 64; j++) {
                int x = i / 3 % 16 * 8 + j % 8;
                int y = i / 3 / 16 * 8 + j / 8;
                sum += Byte.toUnsignedInt(full[3 * (128 * y + x) + i % 3]);
            }
            // Not exactly: the full picture is clamped to 0..255 pixel by pixel.
            assertThat(Byte.toUnsignedInt(eighth[i]) - sum / 64.0).isBetween(-2.5, 2.5);
        }
    }

    @Test
    void refusesWhatIsNotThePictureThatWasPromised() {
        byte[] stream = encode(picture(64, 64, 9), 80, ChromaSubsampling.C420);
        assertThatThrownBy(() -> decode(stream, JpegTables.NONE, StoredColour.YCBCR, 64, 32))
                .isInstanceOf(JpegException.class)
                .hasMessageContaining("64 x 64");
        assertThatThrownBy(() -> decode(stream, JpegTables.NONE, StoredColour.GREY, 64, 64))
                .isInstanceOf(JpegException.class)
                .hasMessageContaining("3 components");
        JpegParts parts = JpegParts.split(stream);
        assertThatThrownBy(() -> decode(parts.abbreviated(), JpegTables.NONE, StoredColour.YCBCR, 64, 64))
                .as("without its tables")
                .isInstanceOf(JpegException.class);
        assertThatThrownBy(() -> JpegTables.of(stream)).isInstanceOf(JpegException.class);
    }

    @Test
    void garbageEndsInAnExceptionAndNeverInMore() {
        byte[] stream = encode(picture(64, 64, 10), 60, ChromaSubsampling.C420);
        JpegParts parts = JpegParts.split(stream);
        byte[] abbreviated = parts.abbreviated();
        Random random = new Random(11);
        int failures = 0;
        byte[] rgb = new byte[3 * 64 * 64];
        RgbWindow into = RgbWindow.of(new RgbBuffer(MemorySegment.ofArray(rgb), 64, 64));
        try (JpegDecoder decoder = JpegDecoder.open(library(), JpegTables.of(parts.tables()), StoredColour.YCBCR)) {
            for (int round = 0; round < 4000; round++) {
                byte[] broken = (round % 2 == 0 ? stream : abbreviated).clone();
                for (int i = random.nextInt(8); i >= 0; i--) {
                    broken[random.nextInt(round % 4 < 2 ? broken.length : Math.min(broken.length, 700))] =
                            (byte) random.nextInt(256);
                }
                int length = random.nextInt(4) == 0 ? random.nextInt(broken.length) : broken.length;
                try {
                    decoder.decode(MemorySegment.ofArray(Arrays.copyOf(broken, length)), JpegScale.FULL, into);
                } catch (JpegException expected) {
                    failures++;
                }
            }
            decoder.decode(MemorySegment.ofArray(abbreviated), JpegScale.FULL, into);
        }
        assertThat(failures).isGreaterThan(1000);
        assertThat(rgb)
                .as("and the decoder works as before")
                .isEqualTo(decode(stream, JpegTables.NONE, StoredColour.YCBCR, 64, 64));
    }

    @Test
    void aClosedDecoderSaysSo() {
        JpegDecoder decoder = JpegDecoder.open(library(), JpegTables.NONE, StoredColour.YCBCR);
        decoder.close();
        decoder.close();
        assertThatThrownBy(() -> decoder.decode(
                        MemorySegment.ofArray(new byte[9]), JpegScale.FULL, RgbWindow.of(RgbBuffer.onHeap(8, 8))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static RgbBuffer solid(int pixels, int red, int green, int blue) {
        RgbBuffer picture = RgbBuffer.onHeap(pixels, pixels);
        for (int i = 0; i < pixels * pixels; i++) {
            picture.pixels().set(ValueLayout.JAVA_BYTE, 3L * i, (byte) red);
            picture.pixels().set(ValueLayout.JAVA_BYTE, 3L * i + 1, (byte) green);
            picture.pixels().set(ValueLayout.JAVA_BYTE, 3L * i + 2, (byte) blue);
        }
        return picture;
    }

    /// The stream with other component numbers in frame and scan headers.
    private static byte[] withComponentIds(byte[] stream, byte[] ids) {
        byte[] changed = stream.clone();
        JpegMarkers segments = new JpegMarkers(MemorySegment.ofArray(stream));
        while (segments.next()) {
            int at = (int) segments.start();
            for (int i = 0; i < 3 && segments.isFrame(); i++) {
                changed[at + 10 + 3 * i] = ids[i];
            }
            if (segments.marker() == JpegMarkers.SOS) {
                for (int i = 0; i < 3; i++) {
                    changed[at + 5 + 2 * i] = ids[i];
                }
                return changed;
            }
        }
        throw new IllegalStateException("no scan");
    }

    private static byte[] withAdobeMarker(byte[] stream, int transform) {
        byte[] marker = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
        };
        byte[] changed = new byte[stream.length + marker.length];
        System.arraycopy(stream, 0, changed, 0, 2);
        System.arraycopy(marker, 0, changed, 2, marker.length);
        System.arraycopy(stream, 2, changed, 2 + marker.length, stream.length - 2);
        return changed;
    }
}
