package org.acinus.wsi.synthetic.artefact;

import org.acinus.wsi.write.PixelSource;

/// Out of focus, as a Gaussian blur.
///
/// @param sigmaPixels standard deviation, level-0 px
record Defocus(double sigmaPixels) implements Brush {
    /// The bell is cut off at this many deviations.
    private static final double CUT = 3;

    @Override
    public void paint(PixelSource picture, Canvas canvas, Outline outline) {
        int radius = (int) Math.ceil(CUT * sigmaPixels);
        Canvas sharp = Canvas.of(picture, canvas.x(), canvas.y(), canvas.width(), canvas.height(), radius);
        float[] kernel = kernel(radius);
        float[] across = new float[3 * canvas.width() * sharp.height()];
        for (int row = 0; row < sharp.height(); row++) {
            for (int column = 0; column < canvas.width(); column++) {
                alongRow(
                        sharp,
                        canvas.x() + column,
                        sharp.y() + row,
                        kernel,
                        across,
                        3 * (row * canvas.width() + column));
            }
        }
        Brush.everyPixel(canvas, outline, (at, x, y, depth) -> {
            for (int channel = 0; channel < 3; channel++) {
                double sum = 0;
                for (int i = -radius; i <= radius; i++) {
                    int row = (int) Math.clamp(y + i - sharp.y(), 0L, sharp.height() - 1L);
                    sum += kernel[i + radius] * across[3 * (row * canvas.width() + (int) (x - canvas.x())) + channel];
                }
                canvas.set(at + channel, sum);
            }
        });
    }

    private static void alongRow(Canvas sharp, long x, long y, float[] kernel, float[] into, int at) {
        int radius = kernel.length / 2;
        for (int i = -radius; i <= radius; i++) {
            int from = sharp.at(x + i, y);
            into[at] += kernel[i + radius] * sharp.value(from);
            into[at + 1] += kernel[i + radius] * sharp.value(from + 1);
            into[at + 2] += kernel[i + radius] * sharp.value(from + 2);
        }
    }

    private float[] kernel(int radius) {
        float[] kernel = new float[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += Math.exp(-0.5 * i * i / (sigmaPixels * sigmaPixels));
        }
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = (float) (Math.exp(-0.5 * i * i / (sigmaPixels * sigmaPixels)) / sum);
        }
        return kernel;
    }
}
