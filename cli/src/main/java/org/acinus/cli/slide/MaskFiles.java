package org.acinus.cli.slide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.acinus.cli.terminal.Json;
import org.acinus.export.AtomicFile;
import org.acinus.quality.Artefact;
import org.acinus.quality.CheckedTiles;
import org.acinus.quality.QualityMap;
import org.acinus.tissue.TissueMask;
import org.acinus.wsi.metadata.SlideMetadata;

/// Masks as plain PNG of one byte a pixel with a colour table, and beside each a JSON file that says where its pixels
/// lie and what their values mean.
public final class MaskFiles {
    private MaskFiles() {}

    /// The value of a mask's pixel.
    @FunctionalInterface
    public interface Values {
        /// A value, 0 for nothing.
        byte at(int x, int y);
    }

    /// Where a mask's pixels lie: its upper left corner is that of level 0.
    ///
    /// @param width in pixels of the mask
    /// @param pixels0PerPixel level-0 pixels per pixel of the mask, along both axes
    /// @param width0 of the slide in level-0 pixels
    public record Frame(int width, int height, double pixels0PerPixel, long width0, long height0) {}

    /// Writes the masks of every stage that was gone through: `tissue-coarse`, and after a closer look
    /// `tissue-mask` and `artefacts`, each as PNG and JSON.
    static void write(Path folder, SlideMetadata slide, CheckedTiles tiles) throws IOException {
        writeTissue(folder, "tissue-coarse", tiles.coarse().mask(), slide.width(), slide.height());
        if (tiles.quality().isPresent()) {
            QualityMap map = tiles.quality().get();
            writeTissue(folder, "tissue-mask", map.tissue(), slide.width(), slide.height());
            Frame frame = new Frame(map.width(), map.height(), map.pixels0PerCell(), slide.width(), slide.height());
            Values codes = (x, y) -> map.at(x, y).map(Artefact::code).orElse((byte) 0);
            writeArtefacts(folder, "artefacts", frame, codes);
        }
    }

    /// Writes NAME.png and NAME.json: 1 where there is tissue.
    private static void writeTissue(Path folder, String name, TissueMask mask, long width0, long height0)
            throws IOException {
        Color[] colours = {Color.BLACK, Color.WHITE};
        ObjectNode values = Json.object().put("0", "none").put("1", "tissue");
        Frame frame = new Frame(mask.width(), mask.height(), mask.pixels0PerPixel(), width0, height0);
        write(folder, name, frame, (x, y) -> (byte) (mask.at(x, y) ? 1 : 0), colours, values);
    }

    /// Writes NAME.png and NAME.json: the code of the artefact at each pixel.
    public static void writeArtefacts(Path folder, String name, Frame frame, Values at) throws IOException {
        Artefact[] kinds = Artefact.values();
        Color[] colours = new Color[kinds.length + 1];
        ObjectNode values = Json.object().put("0", "none");
        colours[0] = Color.WHITE;
        for (Artefact kind : kinds) {
            colours[kind.code()] = ArtefactColours.of(kind);
            values.put(Integer.toString(kind.code()), kind.key());
        }
        write(folder, name, frame, at, colours, values);
    }

    private static void write(Path folder, String name, Frame frame, Values at, Color[] colours, ObjectNode values)
            throws IOException {
        BufferedImage picture =
                new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_BYTE_INDEXED, model(colours));
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                pixels[y * frame.width() + x] = at.at(x, y);
            }
        }
        Pictures.writePng(picture, folder.resolve(name + ".png"));
        ObjectNode sidecar = Json.object();
        sidecar.put("file", name + ".png");
        sidecar.put("frame", "level-0 pixels of the whole slide; the mask's upper left corner is theirs");
        sidecar.put("x0", 0);
        sidecar.put("y0", 0);
        sidecar.put("pixels0_per_pixel", frame.pixels0PerPixel());
        sidecar.put("width", frame.width());
        sidecar.put("height", frame.height());
        sidecar.put("slide_width0", frame.width0());
        sidecar.put("slide_height0", frame.height0());
        sidecar.set("values", values);
        byte[] text = Json.pretty(sidecar).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve(name + ".json"), out -> out.write(text));
    }

    private static IndexColorModel model(Color[] colours) {
        byte[] red = new byte[256];
        byte[] green = new byte[256];
        byte[] blue = new byte[256];
        for (int i = 0; i < colours.length; i++) {
            red[i] = (byte) colours[i].getRed();
            green[i] = (byte) colours[i].getGreen();
            blue[i] = (byte) colours[i].getBlue();
        }
        return new IndexColorModel(Byte.SIZE, 256, red, green, blue);
    }
}
