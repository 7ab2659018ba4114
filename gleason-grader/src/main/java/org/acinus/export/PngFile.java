package org.acinus.export;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Pictures as PNG.
public final class PngFile {
    private PngFile() {}

    private static final String FORMAT = "javax_imageio_png_1.0";
    private static final String HEADER = "acinus-header";
    private static final String FOOTER = "acinus-footer";

    /// What a picture says of itself.
    ///
    /// @param width in pixels
    /// @param height in pixels
    /// @param header height of the words above the picture proper; 0 where it does not say
    /// @param footer height of the legend below it; 0 where it does not say
    public record Head(int width, int height, int header, int footer) {}

    /// Reads what a picture says of itself, without decoding it.
    ///
    /// @throws IOException where it is no PNG
    public static Head head(byte[] png) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in);
            NodeList texts =
                    ((IIOMetadataNode) reader.getImageMetadata(0).getAsTree(FORMAT)).getElementsByTagName("tEXtEntry");
            int header = number(texts, HEADER);
            int footer = number(texts, FOOTER);
            int height = reader.getHeight(0);
            return header + footer < height
                    ? new Head(reader.getWidth(0), height, header, footer)
                    : new Head(reader.getWidth(0), height, 0, 0);
        } finally {
            reader.dispose();
        }
    }

    private static int number(NodeList texts, String keyword) {
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            if (text.getAttribute("keyword").equals(keyword)
                    && text.getAttribute("value").matches("[0-9]{1,5}")) {
                return Integer.parseInt(text.getAttribute("value"));
            }
        }
        return 0;
    }

    /// Writes a picture; the stream stays open.
    public static void write(BufferedImage image, OutputStream out) throws IOException {
        write(image, 0, 0, out);
    }

    /// Writes a picture that says how high the words above it and the legend below it are; the stream stays open.
    ///
    /// @param header height in pixels
    /// @param footer height in pixels
    public static void write(BufferedImage image, int header, int footer, OutputStream out) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
        if (!writers.hasNext()) {
            throw new IOException("This Java cannot write PNG: its module java.desktop lacks the writer");
        }
        ImageWriter writer = writers.next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
            metadata.mergeTree(FORMAT, text(header, footer));
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadataNode text(int header, int footer) {
        IIOMetadataNode texts = new IIOMetadataNode("tEXt");
        texts.appendChild(entry(HEADER, header));
        texts.appendChild(entry(FOOTER, footer));
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        root.appendChild(texts);
        return root;
    }

    private static IIOMetadataNode entry(String keyword, int number) {
        IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
        entry.setAttribute("keyword", keyword);
        entry.setAttribute("value", String.valueOf(number));
        return entry;
    }
}
