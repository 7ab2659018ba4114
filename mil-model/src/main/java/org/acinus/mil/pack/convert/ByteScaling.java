package org.acinus.mil.pack.convert;

import java.util.List;
import java.util.Locale;

/// What a network does to the bytes of a tile first: `(byte - centre) / range`, channel by channel.
///
/// @param centre byte that becomes 0, of red, green and blue
/// @param range bytes from one whole number to the next, of red, green and blue
public record ByteScaling(List<Double> centre, List<Double> range) {
    private static final double FULL = 255;

    /// TensorFlow's usual one, to -1 to 1.
    public static final ByteScaling MINUS_ONE_TO_ONE = same(127.5, 127.5);

    /// By mean and deviation of ImageNet, torchvision's and timm's usual one.
    public static final ByteScaling IMAGENET = ofMeans(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    public ByteScaling {
        centre = List.copyOf(centre);
        range = List.copyOf(range);
        if (centre.size() != 3 || range.size() != 3) {
            throw new IllegalArgumentException("three channels have three means and three deviations, not "
                    + centre.size() + " and " + range.size());
        }
        for (double width : range) {
            if (!(width > 0) || !Double.isFinite(width)) {
                throw new IllegalArgumentException("a deviation is positive, not " + width);
            }
        }
    }

    /// The same in every channel.
    public static ByteScaling same(double centre, double range) {
        return new ByteScaling(List.of(centre, centre, centre), List.of(range, range, range));
    }

    /// From the mean and deviation that PyTorch's `Normalize` takes, of pixels from 0 to 1.
    public static ByteScaling ofMeans(List<Double> means, List<Double> deviations) {
        return new ByteScaling(
                means.stream().map(mean -> FULL * mean).toList(),
                deviations.stream().map(deviation -> FULL * deviation).toList());
    }

    /// Whether all channels are treated alike.
    boolean isSame() {
        return centre.stream().distinct().count() == 1
                && range.stream().distinct().count() == 1;
    }

    /// For `pack.json` and people.
    public String words() {
        return isSame()
                ? "(byte - " + centre.getFirst() + ") / " + range.getFirst() + " in every channel, inside the graph"
                : "(byte - " + words(centre) + ") / " + words(range) + " for red, green, blue, inside the graph";
    }

    private static String words(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.3f", value))
                .toList()
                .toString();
    }
}
