package org.acinus.wsi.synthetic.scene;

/// What preparation and scanner do to a slide's colours.
///
/// Stain vectors are optical densities of red, green and blue for one unit of stain (Ruifrok and Johnston 2001).
///
/// @param haematoxylin stain vector
/// @param eosin stain vector
/// @param glass red, green and blue of empty glass, 0 to 255
/// @param haematoxylinStrength factor, about 1
/// @param eosinStrength factor, about 1
/// @param blur weight of each neighbour in a three-tap filter, 0 to 0.25
public record SlideLook(
        Vector haematoxylin,
        Vector eosin,
        Vector glass,
        double haematoxylinStrength,
        double eosinStrength,
        double blur) {

    /// Three numbers, one a colour channel.
    public record Vector(double red, double green, double blue) {
        public double at(int channel) {
            return switch (channel) {
                case 0 -> red;
                case 1 -> green;
                default -> blue;
            };
        }

        public Vector plus(double dRed, double dGreen, double dBlue) {
            return new Vector(red + dRed, green + dGreen, blue + dBlue);
        }
    }

    /// A good slide on a good day.
    public static final SlideLook PLAIN = new SlideLook(
            new Vector(0.62, 0.71, 0.33), new Vector(0.07, 0.92, 0.38), new Vector(243, 242, 244), 1, 1, 0.12);
}
