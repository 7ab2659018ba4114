package org.acinus.cli.slide;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.cli.slide.cohort.CohortPage;
import org.acinus.export.AtomicFile;
import org.acinus.heatmap.drawing.RgbPicture;
import org.acinus.quality.Artefact;
import org.acinus.quality.CheckedTiles;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;

/// A slide and its mask, small enough for a page of hundreds: tissue as it looks, glass greyed, artefacts in their
/// colours.
final class Thumbnails {
    private static final int LONGEST = 200;
    private static final int GLASS = 205;
    private static final double GLASS_SHARE = 0.75;

    /// A line of ink or a bubble's edge fills a part of a thumbnail's pixel only.
    private static final double LEAST_OF_TISSUE = 0.2;

    private final CheckedTiles tiles;

    private Thumbnails(CheckedTiles tiles) {
        this.tiles = tiles;
    }

    /// Writes both into a slide's folder.
    static void write(Path folder, CheckedTiles tiles) throws IOException {
        BufferedImage slide = slide(tiles);
        save(folder.resolve(CohortPage.SLIDE_PICTURE), slide);
        save(folder.resolve(CohortPage.MASK_PICTURE), new Thumbnails(tiles).masked(slide));
    }

    /// What the colours mean.
    static List<CohortPage.Key> keys() {
        return Arrays.stream(Artefact.values())
                .map(kind -> new CohortPage.Key(css(ArtefactColours.of(kind)), kind.words()))
                .toList();
    }

    private static String css(Color colour) {
        return String.format("#%06x", colour.getRGB() & 0xFFFFFF);
    }

    private static void save(Path file, BufferedImage picture) throws IOException {
        byte[] jpeg = PictureKind.JPEG.encode(picture);
        AtomicFile.write(file, out -> out.write(jpeg));
    }

    private static BufferedImage slide(CheckedTiles tiles) {
        BufferedImage overview = RgbPicture.of(tiles.coarse().overview().picture());
        double scale = Math.min(1, (double) LONGEST / Math.max(overview.getWidth(), overview.getHeight()));
        int width = Math.max(1, (int) Math.round(overview.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(overview.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(overview.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        return small;
    }

    private BufferedImage masked(BufferedImage slide) {
        double side0 = tiles.coarse().overview().pixels0PerPixel()
                * tiles.coarse().overview().picture().width()
                / slide.getWidth();
        BufferedImage mask = new BufferedImage(slide.getWidth(), slide.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < mask.getHeight(); y++) {
            for (int x = 0; x < mask.getWidth(); x++) {
                TileFrame pixel = new TileFrame(
                        new TileAddress(x, y), Math.round(x * side0), Math.round(y * side0), side0, side0);
                mask.setRGB(x, y, colour(pixel, slide.getRGB(x, y)));
            }
        }
        return mask;
    }

    private int colour(TileFrame pixel, int rgb) {
        Optional<Artefact> artefact = tiles.quality()
                .flatMap(map -> map.scores(pixel).entrySet().stream()
                        .filter(score -> score.getValue() >= LEAST_OF_TISSUE)
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey));
        if (artefact.isPresent()) {
            return ArtefactColours.of(artefact.get()).getRGB();
        }
        if (tiles.tissue().mask().coverage(pixel) >= 0.5) {
            return rgb;
        }
        return (greyed(rgb >> 16) << 16) | (greyed(rgb >> 8) << 8) | greyed(rgb);
    }

    private static int greyed(int channel) {
        return (int) (GLASS_SHARE * GLASS + (1 - GLASS_SHARE) * (channel & 255));
    }
}
