package org.acinus.wsi.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.acinus.wsi.hostile.TiffMap;
import org.acinus.wsi.tiff.TiffTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LzwDecoderTest {
    private static final int WIDTH = 208;
    private static final int HEIGHT = 160;

    private static byte[] decode(byte[] stream, int outBytes) throws TileException {
        byte[] out = new byte[outBytes];
        new LzwDecoder().decode(stream, stream.length, out, outBytes);
        return out;
    }

    /// Codes of nine bits, one after the other.
    private static byte[] codes(int... codes) {
        byte[] bytes = new byte[(9 * codes.length + 7) / 8];
        for (int i = 0; i < 9 * codes.length; i++) {
            int bit = codes[i / 9] >> (8 - i % 9) & 1;
            bytes[i / 8] |= (byte) (bit << (7 - i % 8));
        }
        return bytes;
    }

    /// TIFF 6.0, section 13.
    @Test
    void theSpecificationsExampleDecodes() throws TileException {
        byte[] stream = codes(256, 7, 258, 8, 8, 258, 6, 6, 257);
        assertThat(decode(stream, 9)).containsExactly(7, 7, 7, 8, 8, 7, 7, 6, 6);
    }

    /// Written by the JDK: noise fills the table again and again, runs make entries of great length.
    @ParameterizedTest
    @ValueSource(ints = {2, 40, 256})
    void whatTheJdkPacksIsUnpacked(int colours) throws IOException, TileException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(colours);
        byte[] expected = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (byte) (i < 8000 ? 9 : random.nextInt(colours));
            picture.getRaster().setSample(i % WIDTH, i / WIDTH, 0, expected[i] & 255);
        }
        byte[] file = tiff(picture);
        TiffMap.Directory page = TiffMap.of(file).directories().getFirst();
        int offset = page.entry(TiffTag.TILE_OFFSETS)
                .orElseThrow()
                .values()
                .getFirst()
                .intValue();
        int count = page.entry(TiffTag.TILE_BYTE_COUNTS)
                .orElseThrow()
                .values()
                .getFirst()
                .intValue();
        byte[] stream = Arrays.copyOfRange(file, offset, offset + count);
        assertThat(decode(stream, expected.length)).isEqualTo(expected);
    }

    private static byte[] tiff(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam form = writer.getDefaultWriteParam();
            form.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            form.setCompressionType("LZW");
            // One tile, so that the table overflows.
            form.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            form.setTiling(WIDTH, HEIGHT, 0, 0);
            writer.setOutput(out);
            writer.write(littleEndian(writer, form), new IIOImage(picture, null, null), form);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadata littleEndian(ImageWriter writer, ImageWriteParam form) throws IIOInvalidTreeException {
        IIOMetadata stream = writer.getDefaultStreamMetadata(form);
        IIOMetadataNode root = new IIOMetadataNode(stream.getNativeMetadataFormatName());
        IIOMetadataNode order = new IIOMetadataNode("ByteOrder");
        order.setAttribute("value", "LITTLE_ENDIAN");
        root.appendChild(order);
        stream.setFromTree(stream.getNativeMetadataFormatName(), root);
        return stream;
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> decode(codes(256, 300), 5))
                .isInstanceOf(TileException.class)
                .hasMessageContaining("exist");
        assertThatThrownBy(() -> decode(codes(256, 7, 257), 5))
                .isInstanceOf(TileException.class)
                .hasMessageContaining("1 of 5");
        assertThatThrownBy(() -> decode(codes(256, 7), 5))
                .isInstanceOf(TileException.class)
                .hasMessageContaining("ends");
        assertThatThrownBy(() -> decode(new byte[] {0, 1, 2, 3}, 5))
                .isInstanceOf(TileException.class)
                .hasMessageContaining("before TIFF 5.0");
    }

    @Test
    void randomBytesEndInAnExceptionOrInPixels() {
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] stream = new byte[300];
            random.nextBytes(stream);
            try {
                assertThat(decode(stream, 200)).hasSize(200);
            } catch (TileException nonsense) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
