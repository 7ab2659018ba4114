package org.acinus.wsi.synthetic.artefact;

/// The outline of a painted artefact, in level-0 pixels. Immutable.
sealed interface Outline {
    /// Pixels inside of the outline, negative outside; exact on the outline and about right near it.
    double depth(double x, double y);

    /// The greatest distance from the centre that belongs to it.
    double reach();

    double centreX();

    double centreY();

    /// Whether a rectangle may touch it.
    default boolean isNear(long x, long y, int width, int height) {
        return x - reach() < centreX()
                && centreX() < x + width + reach()
                && y - reach() < centreY()
                && centreY() < y + height + reach();
    }

    /// A wobbly disc.
    record Patch(double centreX, double centreY, double radius, double phase) implements Outline {
        private static final double WOBBLE = 0.1;

        @Override
        public double depth(double x, double y) {
            double angle = Math.atan2(y - centreY, x - centreX);
            double edge = radius
                    * (1 + WOBBLE * Math.sin(3 * angle + phase) + 0.6 * WOBBLE * Math.sin(7 * angle + 2 * phase));
            return edge - Math.hypot(x - centreX, y - centreY);
        }

        @Override
        public double reach() {
            return radius * (1 + 2 * WOBBLE);
        }
    }

    /// A stroke of even width along an arc of a sine, straight where it does not bend.
    ///
    /// @param angle of its middle line, radians
    /// @param bend how far its middle lies off the line through its ends, px
    record Stroke(double centreX, double centreY, double angle, double length, double halfWidth, double bend)
            implements Outline {
        @Override
        public double depth(double x, double y) {
            double along = (x - centreX) * Math.cos(angle) + (y - centreY) * Math.sin(angle);
            double across = (y - centreY) * Math.cos(angle) - (x - centreX) * Math.sin(angle);
            double middle = bend * Math.cos(Math.PI * along / length) - bend / 2;
            return Math.min(halfWidth - Math.abs(across - middle), length / 2 - Math.abs(along));
        }

        @Override
        public double reach() {
            return length / 2 + halfWidth + Math.abs(bend);
        }
    }

    /// The rim of a disc.
    record Ring(double centreX, double centreY, double radius, double halfWidth) implements Outline {
        @Override
        public double depth(double x, double y) {
            return halfWidth - Math.abs(Math.hypot(x - centreX, y - centreY) - radius);
        }

        @Override
        public double reach() {
            return radius + halfWidth;
        }
    }
}
