package org.acinus.wsi.synthetic.artefact;

import org.acinus.wsi.write.PixelSource;

/// Paints one artefact onto a part of a picture. Stateless: a pixel depends on its place alone.
interface Brush {
    /// Paints.
    ///
    /// @param picture as it was before any artefact
    /// @param canvas a part of it, changed in place
    void paint(PixelSource picture, Canvas canvas, Outline outline);

    /// Does something to every pixel inside an outline.
    static void everyPixel(Canvas canvas, Outline outline, Dab dab) {
        for (int row = 0; row < canvas.height(); row++) {
            for (int column = 0; column < canvas.width(); column++) {
                long x = canvas.x() + column;
                long y = canvas.y() + row;
                double depth = outline.depth((double) x, (double) y);
                if (depth > 0) {
                    dab.at(3 * (row * canvas.width() + column), x, y, depth);
                }
            }
        }
    }

    /// What is done to a pixel.
    @FunctionalInterface
    interface Dab {
        /// Does it.
        ///
        /// @param at of the pixel's red in the canvas
        /// @param depth px inside of the outline
        void at(int at, long x, long y, double depth);
    }

    /// Ink or another absorbing layer over the tissue, streaky and soft at its edge: light is absorbed by Beer and
    /// Lambert on top of what the tissue absorbs.
    ///
    /// @param red optical density, and so the others
    /// @param softPixels over which it comes in
    record Layer(double red, double green, double blue, double softPixels) implements Brush {
        private static final double STREAKS = 0.2;

        @Override
        public void paint(PixelSource picture, Canvas canvas, Outline outline) {
            everyPixel(canvas, outline, (at, x, y, depth) -> {
                double amount = Math.min(1, depth / softPixels) * (1 + STREAKS * streak((double) x, (double) y));
                canvas.set(at, canvas.value(at) * Math.pow(10, -amount * red));
                canvas.set(at + 1, canvas.value(at + 1) * Math.pow(10, -amount * green));
                canvas.set(at + 2, canvas.value(at + 2) * Math.pow(10, -amount * blue));
            });
        }

        private static double streak(double x, double y) {
            return Math.sin(x / 97) * Math.sin(y / 61 + x / 211);
        }
    }

    /// Every value on its way to another, and colour on its way to grey.
    ///
    /// @param target 0 to 255
    /// @param share of the way, 0 to 1
    /// @param colour what is left of the colour, 0 to 1
    record Fade(double target, double share, double colour) implements Brush {
        @Override
        public void paint(PixelSource picture, Canvas canvas, Outline outline) {
            everyPixel(canvas, outline, (at, x, y, depth) -> {
                double grey = (canvas.value(at) + canvas.value(at + 1) + canvas.value(at + 2)) / 3.0;
                for (int channel = 0; channel < 3; channel++) {
                    double value = grey + colour * (canvas.value(at + channel) - grey);
                    canvas.set(at + channel, value + share * (target - value));
                }
            });
        }
    }

    /// Three layers of tissue on one another: the densities of the pixel and of two others nearby are added.
    ///
    /// @param shiftPixels how far off the others are
    record Fold(int shiftPixels) implements Brush {
        @Override
        public void paint(PixelSource picture, Canvas canvas, Outline outline) {
            Canvas around =
                    Canvas.of(picture, canvas.x(), canvas.y(), canvas.width(), canvas.height(), 2 * shiftPixels);
            everyPixel(canvas, outline, (at, x, y, depth) -> {
                int one = around.at(x + shiftPixels, y + shiftPixels / 2);
                int other = around.at(x - shiftPixels / 2, y - shiftPixels);
                for (int channel = 0; channel < 3; channel++) {
                    double through =
                            around.value(one + channel) / 244.0 * Math.min(1, around.value(other + channel) / 244.0);
                    canvas.set(at + channel, canvas.value(at + channel) * Math.min(1, through));
                }
            });
        }
    }
}
