package org.acinus.wsi.write.plane;

/// Planes of one size, of which any band of rows can be had: what a [PlanePyramidWriter] writes.
///
/// Asked by one thread, plane by plane, from the top to the bottom.
public interface PlaneSource {
    /// Width of every plane in pixels.
    int width();

    /// Height of every plane in pixels.
    int height();

    /// Fills a band of one plane.
    ///
    /// @param plane from 0
    /// @param y first row
    /// @param rows of the band; `y + rows` is at most [#height]
    /// @param into gets `rows` rows of [#width] values, packed; NaN where there is no value
    void read(int plane, int y, int rows, float[] into);
}
