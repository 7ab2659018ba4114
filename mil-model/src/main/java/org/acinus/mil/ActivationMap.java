package org.acinus.mil;

import java.util.function.IntToDoubleFunction;

/// Which places inside a tile speak for a number that is linear in the tile's embedding, or to first order is.
///
/// For a network that ends in global average pooling the embedding is the mean of the last feature map `A` over its
/// places, so a number whose gradient with respect to the embedding is `w` has with respect to every place the gradient
/// `w / places`, and `w · A / places` of a place is its share. This is Grad-CAM (Selvaraju et al., *Grad-CAM: Visual
/// Explanations from Deep Networks via Gradient-based Localization*, ICCV 2017) without its final ReLU, since places
/// that speak against are of interest too; for the weights of a class it is CAM (Zhou et al. 2016). Nothing is
/// approximated but the number itself where it is not linear. The shares add up to `w · embedding`.
///
/// Immutable and thread-safe.
public final class ActivationMap {
    private final int height;
    private final int width;
    private final double[] shares;

    private ActivationMap(int height, int width, double[] shares) {
        this.height = height;
        this.width = width;
        this.shares = shares;
    }

    /// The map of one tile.
    ///
    /// @param weight of a channel: the number's gradient with respect to that feature
    public static ActivationMap of(FeatureMaps maps, int tile, IntToDoubleFunction weight) {
        int places = maps.height() * maps.width();
        double[] weights = new double[maps.channels()];
        for (int channel = 0; channel < weights.length; channel++) {
            weights[channel] = weight.applyAsDouble(channel) / places;
        }
        double[] shares = new double[places];
        for (int place = 0; place < places; place++) {
            for (int channel = 0; channel < weights.length; channel++) {
                shares[place] += weights[channel] * maps.at(tile, place / maps.width(), place % maps.width(), channel);
            }
        }
        return new ActivationMap(maps.height(), maps.width(), shares);
    }

    /// Rows; row 0 is the tile's top.
    public int height() {
        return height;
    }

    /// Columns; column 0 is the tile's left edge.
    public int width() {
        return width;
    }

    /// The share of one place.
    public double share(int row, int column) {
        return shares[row * width + column];
    }

    /// All shares: the number less what does not come from the features.
    public double sum() {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        return sum;
    }
}
