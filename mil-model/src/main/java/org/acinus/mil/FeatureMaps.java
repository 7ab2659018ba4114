package org.acinus.mil;

/// The last feature map of each tile of a batch, before it is averaged to an embedding: `[tiles, height, width,
/// channels]`, row-major.
///
/// A class activation map (Zhou et al. 2016) is the sum over the channels of a map's value times the class's
/// weight, which `org.acinus.mil.pack.onnx.ClassWeights` reads. Not copied on the way in: whoever fills the array stops
/// writing to it; from then on it is immutable and thread-safe.
public final class FeatureMaps {
    private final float[] values;
    private final int tiles;
    private final int height;
    private final int width;
    private final int channels;

    /// Wraps an array.
    ///
    /// @param values row-major, `tiles * height * width * channels` of them; not copied
    public FeatureMaps(float[] values, int tiles, int height, int width, int channels) {
        if (tiles < 0
                || height < 1
                || width < 1
                || channels < 1
                || (long) tiles * height * width * channels != values.length) {
            throw new IllegalArgumentException(values.length + " values are not " + tiles + " maps of " + height + " x "
                    + width + " x " + channels);
        }
        this.values = values;
        this.tiles = tiles;
        this.height = height;
        this.width = width;
        this.channels = channels;
    }

    /// Number of tiles.
    public int tiles() {
        return tiles;
    }

    /// Rows of a map; row 0 is the tile's top.
    public int height() {
        return height;
    }

    /// Columns of a map; column 0 is the tile's left edge.
    public int width() {
        return width;
    }

    /// Values at each place of a map.
    public int channels() {
        return channels;
    }

    /// One value.
    public float at(int tile, int row, int column, int channel) {
        return values[((tile * height + row) * width + column) * channels + channel];
    }
}
