package org.acinus.heatmap;

import java.awt.Rectangle;
import org.acinus.tissue.Overview;
import org.acinus.wsi.metadata.Bounds;

/// The part of an overview that is shown: the scanned part of the slide.
///
/// @param overview the whole slide
/// @param area in pixels of the overview, inside it, at least one pixel
record Crop(Overview overview, Rectangle area) {

    /// The part that holds the scanned rectangle, to whole pixels outwards.
    static Crop to(Bounds bounds, Overview overview) {
        double scale = overview.pixels0PerPixel();
        int left = (int)
                Math.clamp(Math.floor(bounds.x() / scale), 0, overview.picture().width() - 1.0);
        int top = (int)
                Math.clamp(Math.floor(bounds.y() / scale), 0, overview.picture().height() - 1.0);
        int right = (int) Math.clamp(
                Math.ceil((bounds.x() + bounds.width()) / scale),
                left + 1.0,
                overview.picture().width());
        int bottom = (int) Math.clamp(
                Math.ceil((bounds.y() + bounds.height()) / scale),
                top + 1.0,
                overview.picture().height());
        return new Crop(overview, new Rectangle(left, top, right - left, bottom - top));
    }

    /// Left edge in level-0 pixels of the whole slide.
    double x0() {
        return area.x * overview.pixels0PerPixel();
    }

    /// Top edge in level-0 pixels of the whole slide.
    double y0() {
        return area.y * overview.pixels0PerPixel();
    }

    /// Width in level-0 pixels.
    double width0() {
        return area.width * overview.pixels0PerPixel();
    }

    /// Height in level-0 pixels.
    double height0() {
        return area.height * overview.pixels0PerPixel();
    }
}
