package org.acinus.wsi.write.encode;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// JPEG by the JDK's own encoder.
final class JdkCompressor implements JpegCompressor {
    private static final String METADATA = "javax_imageio_jpeg_image_1.0";

    private final TileCompression.Jpeg settings;
    private final int width;
    private final byte[] pixels;
    private final ImageWriter writer;
    private final ImageWriteParam parameters;
    private @Nullable IIOImage prepared;

    JdkCompressor(TileCompression.Jpeg settings, byte[] pixels, int width) {
        this.settings = settings;
        this.width = width;
        this.pixels = pixels;
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        if (!writers.hasNext()) {
            throw new IllegalStateException("This Java cannot write JPEG: use a full JDK or JRE with java.desktop");
        }
        this.writer = writers.next();
        this.parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(settings.quality() / 100f);
    }

    @Override
    public byte[] compress(int rows) {
        IIOImage image = prepared;
        if (image == null || image.getRenderedImage().getHeight() != rows) {
            image = prepare(rows);
            prepared = image;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(width * rows);
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, image, parameters);
        } catch (IOException cannotBe) {
            throw new UncheckedIOException("A JPEG cannot be written to memory", cannotBe);
        }
        return out.toByteArray();
    }

    /// The first rows of the buffer, not copied, with what the encoder has to know.
    private IIOImage prepare(int rows) {
        BufferedImage image = image(rows);
        try {
            return new IIOImage(image, null, subsampled(image));
        } catch (IIOInvalidTreeException refused) {
            throw new IllegalStateException("This Java's JPEG encoder refuses " + settings.subsampling(), refused);
        }
    }

    private BufferedImage image(int rows) {
        ColorModel rgb = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(
                rgb,
                Raster.createInterleavedRaster(
                        new DataBufferByte(pixels, pixels.length),
                        width,
                        rows,
                        3 * width,
                        3,
                        new int[] {0, 1, 2},
                        null),
                false,
                null);
    }

    /// The encoder's defaults, but with the wanted sampling factors of the luma component.
    private IIOMetadata subsampled(BufferedImage image) throws IIOInvalidTreeException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
        Node root = metadata.getAsTree(METADATA);
        Element luma =
                (Element) ((Element) root).getElementsByTagName("componentSpec").item(0);
        luma.setAttribute(
                "HsamplingFactor", Integer.toString(settings.subsampling().horizontal()));
        luma.setAttribute(
                "VsamplingFactor", Integer.toString(settings.subsampling().vertical()));
        metadata.setFromTree(METADATA, root);
        return metadata;
    }

    @Override
    public void close() {
        writer.dispose();
    }
}
