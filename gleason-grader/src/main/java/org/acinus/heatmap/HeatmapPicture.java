package org.acinus.heatmap;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.List;
import org.acinus.heatmap.drawing.Caption;
import org.acinus.heatmap.drawing.GreyPicture;
import org.acinus.heatmap.drawing.Lettering;
import org.acinus.heatmap.drawing.PictureHeader;
import org.acinus.heatmap.drawing.ScaleBar;
import org.acinus.outcome.TileResult;
import org.acinus.tissue.Overview;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SlideMetadata;

/// Draws a slide's heatmap: the slide plain and with its tiles coloured, words above, legend and scale bar below.
///
/// At most 2000 pixels a side, whatever the slide's size. Under the heat the tissue is grey: its own pink and blue
/// would mix with the heat's. Immutable and thread-safe; the same input gives the same pixels on every machine.
public final class HeatmapPicture {
    private static final Color FRAME = new Color(0x9E9E9E);
    private static final int MARGIN = PictureHeader.MARGIN;
    private static final double LONGEST_SCALE_BAR = 230;
    private static final double MARK_SIZE = 48;
    private static final int LARGEST_OVERVIEW = 5000;

    private final Lettering lettering = Lettering.load();
    private final PictureHeader header = new PictureHeader(lettering);

    /// Reads the overview that suits a heatmap: fine enough for the scanned part alone.
    ///
    /// @throws org.acinus.wsi.CorruptSlideException where the slide cannot be read any longer
    public static Overview overviewOf(Slide slide) {
        SlideMetadata metadata = slide.metadata();
        double canvas = Math.max(metadata.width(), metadata.height());
        double scanned = Math.max(metadata.bounds().width(), metadata.bounds().height());
        double side = HeatmapLayout.MAX_SIDE * canvas / Math.max(1, scanned);
        return Overview.within(slide, (int) Math.min(side, LARGEST_OVERVIEW));
    }

    /// Draws the influence of one slide's tiles.
    ///
    /// @param overview the whole slide
    /// @param bounds its scanned part: this is shown, and tiles outside are cut off
    /// @param spacing of level 0
    /// @param tiles every tile inside tissue
    /// @param caption which slide, what came of it, who says so
    public BufferedImage draw(
            Overview overview, Bounds bounds, PixelSpacing spacing, List<TileResult> tiles, Caption caption) {
        HeatView influence = HeatView.influence(HeatScale.of(tiles));
        return draw(overview, new Shown(bounds, spacing, tiles, influence), caption);
    }

    /// What is shown of a slide.
    ///
    /// @param bounds its scanned part: this is shown, and tiles outside are cut off
    /// @param spacing of level 0
    /// @param tiles every tile inside tissue
    /// @param view which of their numbers
    public record Shown(Bounds bounds, PixelSpacing spacing, List<TileResult> tiles, HeatView view) {
        public Shown {
            tiles = List.copyOf(tiles);
        }
    }

    /// Draws another number of one slide's tiles.
    ///
    /// @param overview the whole slide
    /// @param caption which slide, what came of it, who says so
    public BufferedImage draw(Overview overview, Shown shown, Caption caption) {
        Crop crop = Crop.to(shown.bounds(), overview);
        HeatmapLayout layout = HeatmapLayout.of(crop.area().width, crop.area().height, headerHeight(caption));
        return header.picture(layout.width(), layout.height(), caption, graphics -> {
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            drawPanels(graphics, layout, crop, shown);
            caption.mark().ifPresent(mark -> drawMark(graphics, layout.heat(), mark));
            drawLegend(graphics, layout, shown, shown.spacing().xMicrons() * crop.width0() / layout.plain().width);
        });
    }

    /// Height of the words above the two panels, for pages that say the same themselves.
    public static int headerHeight(Caption caption) {
        return PictureHeader.height(caption);
    }

    /// Height of what lies below the panels of a picture, for pages that say the same themselves.
    public static int footerHeight(BufferedImage picture) {
        return HeatmapLayout.legendHeight(picture.getWidth()) + MARGIN - 2;
    }

    private void drawLegend(Graphics2D picture, HeatmapLayout layout, Shown shown, double panelSpacing) {
        double scale = layout.legendScale();
        Graphics2D graphics = (Graphics2D) picture.create();
        try {
            graphics.translate(MARGIN, layout.height() - layout.legendHeight());
            graphics.scale(scale, scale);
            int width = (int) ((layout.width() - 2 * MARGIN) / scale);
            new Legend(lettering, new Rectangle(width, HeatmapLayout.LEGEND_HEIGHT))
                    .draw(graphics, shown.tiles(), ScaleBar.of(panelSpacing * scale, LONGEST_SCALE_BAR), shown.view());
        } finally {
            graphics.dispose();
        }
    }

    private static void drawPanels(Graphics2D graphics, HeatmapLayout layout, Crop crop, Shown shown) {
        Rectangle plain = layout.plain();
        Rectangle heat = layout.heat();
        BufferedImage tissue = OverviewPanel.scaled(crop, plain.width, plain.height);
        graphics.drawImage(tissue, plain.x, plain.y, null);
        graphics.drawImage(GreyPicture.of(tissue), heat.x, heat.y, null);
        BufferedImage layer = new HeatLayer(crop, heat.width, heat.height).draw(shown.tiles(), shown.view());
        graphics.drawImage(layer, heat.x, heat.y, null);
        graphics.setPaint(FRAME);
        graphics.drawRect(plain.x - 1, plain.y - 1, plain.width + 1, plain.height + 1);
        graphics.drawRect(heat.x - 1, heat.y - 1, heat.width + 1, heat.height + 1);
    }

    private void drawMark(Graphics2D graphics, Rectangle heat, String mark) {
        double size = Math.min(MARK_SIZE, heat.width / 6.0);
        Shape letters = lettering.outline(mark, size, heat.x + size / 4, heat.y + size);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(Color.WHITE);
        graphics.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(letters);
        graphics.setStroke(new BasicStroke());
        graphics.setPaint(PictureHeader.BANNER);
        graphics.fill(letters);
    }
}
