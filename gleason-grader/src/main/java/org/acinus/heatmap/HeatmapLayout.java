package org.acinus.heatmap;

import java.awt.Rectangle;
import org.acinus.heatmap.drawing.PictureHeader;

/// Where things lie on a heatmap picture, in its pixels.
///
/// The slide is shown twice at one scale, plain and with the heat on it, side by side or one over the other,
/// whichever shows it larger. Above it the words, below it the legend, whose letters grow with the picture: on a
/// page both are as wide as the page.
///
/// @param width of the whole picture
/// @param height of the whole picture
/// @param plain the slide as it is
/// @param heat the slide with the heat on it
record HeatmapLayout(int width, int height, Rectangle plain, Rectangle heat) {
    /// The longest side that a picture can have.
    static final int MAX_SIDE = 2000;

    static final int MARGIN = PictureHeader.MARGIN;
    /// Of the legend on the narrowest picture.
    static final int LEGEND_HEIGHT = 156;

    private static final int MIN_WIDTH = 1200;
    private static final int MIN_PANEL_SIDE = 560;

    /// Lays out a picture.
    ///
    /// @param overviewWidth of the slide's overview in pixels
    /// @param overviewHeight of the slide's overview in pixels
    /// @param headerHeight room for the words, margin included
    static HeatmapLayout of(int overviewWidth, int overviewHeight, int headerHeight) {
        int roomWidth = MAX_SIDE - 2 * MARGIN;
        int roomHeight = MAX_SIDE - headerHeight - legendHeight(MAX_SIDE) - MARGIN;
        double beside = scale(overviewWidth, overviewHeight, (roomWidth - MARGIN) / 2, roomHeight);
        double stacked = scale(overviewWidth, overviewHeight, roomWidth, (roomHeight - MARGIN) / 2);
        boolean sideBySide = beside >= stacked;
        double fit = Math.max(beside, stacked);
        double scale = Math.min(fit, Math.max(1, (double) MIN_PANEL_SIDE / Math.max(overviewWidth, overviewHeight)));
        int panelWidth = Math.max(1, (int) Math.floor(overviewWidth * scale));
        int panelHeight = Math.max(1, (int) Math.floor(overviewHeight * scale));

        int panelsWidth = sideBySide ? 2 * panelWidth + MARGIN : panelWidth;
        int panelsHeight = sideBySide ? panelHeight : 2 * panelHeight + MARGIN;
        int width = Math.max(MIN_WIDTH, panelsWidth + 2 * MARGIN);
        int left = (width - panelsWidth) / 2;
        Rectangle plain = new Rectangle(left, headerHeight, panelWidth, panelHeight);
        Rectangle heat = new Rectangle(plain);
        heat.translate(sideBySide ? panelWidth + MARGIN : 0, sideBySide ? 0 : panelHeight + MARGIN);
        return new HeatmapLayout(width, headerHeight + panelsHeight + MARGIN + legendHeight(width), plain, heat);
    }

    /// How much larger the legend is than on the narrowest picture.
    double legendScale() {
        return legendScale(width);
    }

    /// Room below the panels.
    int legendHeight() {
        return legendHeight(width);
    }

    private static double legendScale(int width) {
        return Math.max(1, (double) width / MIN_WIDTH);
    }

    /// Room below the panels of a picture.
    static int legendHeight(int width) {
        return (int) Math.ceil(LEGEND_HEIGHT * legendScale(width));
    }

    private static double scale(int width, int height, int roomWidth, int roomHeight) {
        return Math.min((double) roomWidth / width, (double) roomHeight / height);
    }
}
