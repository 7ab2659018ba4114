package org.acinus.wsi.synthetic.mirror;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.synthetic.scene.Blob;
import org.acinus.wsi.synthetic.scene.Frame;
import org.acinus.wsi.write.PixelSource;

/// A large slide put together from a small one: the recipe of the project's benchmark slide.
///
/// The densest window of the source, mirrored in both axes, is a seamless texture; eight islands, laid out for a
/// canvas of 40,000 x 50,000 px and scaled to any other, show it from different offsets, every second one
/// transposed, with a slow change of staining. The texture's periods are no multiples of a tile's edge, so that no
/// two stored tiles of tissue are alike and a reader cannot profit from repetition. Thread-safe.
public final class MirroredPicture implements PixelSource {
    private static final int WINDOW_WIDTH = 1500;
    private static final int WINDOW_HEIGHT = 1900;
    private static final double CANVAS_WIDTH = 40_000;
    private static final double CANVAS_HEIGHT = 50_000;
    private static final int[] GLASS = {243, 242, 244};
    private static final int NOISE_PERIOD = 1024;
    private static final double NOISE_DEVIATION = 1.2;
    private static final int MOST_NOISE = 4;

    /// Centre x, y, semi-axes x, y; 1 where the texture is transposed.
    private static final int[][] ISLANDS = {
        {9000, 9000, 5600, 4600, 0},
        {26500, 8000, 8200, 4300, 1},
        {10500, 23500, 5200, 6200, 1},
        {29000, 22500, 6800, 5600, 0},
        {20000, 37500, 9800, 5300, 0},
        {35000, 38500, 3000, 6000, 1},
        {5500, 42000, 2400, 4300, 0},
        {19500, 25500, 1300, 2600, 1},
    };

    private final int width;
    private final int height;
    private final MirroredTexture texture;
    private final List<Blob> islands;
    private final byte[] noise;

    private MirroredPicture(int width, int height, MirroredTexture texture, long seed) {
        this.width = width;
        this.height = height;
        this.texture = texture;
        this.islands = new ArrayList<>();
        for (int k = 0; k < ISLANDS.length; k++) {
            int[] island = ISLANDS[k];
            islands.add(Blob.upright(
                    island[0] * width / CANVAS_WIDTH,
                    island[1] * height / CANVAS_HEIGHT,
                    island[2] * width / CANVAS_WIDTH,
                    island[3] * height / CANVAS_HEIGHT,
                    k));
        }
        this.noise = new byte[NOISE_PERIOD * NOISE_PERIOD];
        Random random = new Random(seed);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.clamp(Math.round(NOISE_DEVIATION * random.nextGaussian()), -MOST_NOISE, MOST_NOISE);
        }
    }

    public static MirroredPicture of(Slide slide, int width, int height, long seed) {
        int windowWidth = (int) Math.min(WINDOW_WIDTH, slide.metadata().width());
        int windowHeight = (int) Math.min(WINDOW_HEIGHT, slide.metadata().height());
        DensestWindow.Origin origin = DensestWindow.find(slide, windowWidth, windowHeight);
        RgbBuffer window = RgbBuffer.onHeap(windowWidth, windowHeight);
        slide.read(new Region(0, origin.x0(), origin.y0(), windowWidth, windowHeight), window);
        byte[] pixels = window.pixels().toArray(ValueLayout.JAVA_BYTE);
        return new MirroredPicture(width, height, new MirroredTexture(pixels, windowWidth, windowHeight), seed);
    }

    @Override
    public long width() {
        return width;
    }

    @Override
    public long height() {
        return height;
    }

    @Override
    public void read(long x, long y, RgbBuffer into) {
        Frame frame = new Frame(x, y, into.width(), into.height());
        byte[] rgb = new byte[3 * frame.width() * frame.height()];
        paintGlass(frame, rgb);
        for (int k = 0; k < islands.size(); k++) {
            if (islands.get(k).isNear(frame, 0)) {
                paintIsland(k, frame, rgb);
            }
        }
        MemorySegment.copy(MemorySegment.ofArray(rgb), 0, into.pixels(), 0, rgb.length);
    }

    private void paintGlass(Frame frame, byte[] rgb) {
        int out = 0;
        for (int row = 0; row < frame.height(); row++) {
            int line = (int) ((frame.y() + row) % NOISE_PERIOD) * NOISE_PERIOD;
            for (int column = 0; column < frame.width(); column++) {
                int grey = noise[line + (int) ((frame.x() + column) % NOISE_PERIOD)];
                for (int channel = 0; channel < 3; channel++) {
                    rgb[out++] = (byte) (GLASS[channel] + grey);
                }
            }
        }
    }

    private void paintIsland(int k, Frame frame, byte[] rgb) {
        Blob island = islands.get(k);
        boolean isTransposed = ISLANDS[k][4] == 1;
        for (int row = 0; row < frame.height(); row++) {
            long y = frame.y() + row;
            double slowY = 0.08 * Math.sin(y / 2300.0 + 2 * k);
            for (int column = 0; column < frame.width(); column++) {
                long x = frame.x() + column;
                if (!island.contains((double) x, (double) y)) {
                    continue;
                }
                double gain = 1 + 0.10 * Math.sin(x / 1700.0 + k) + slowY;
                int at = isTransposed ? texture.at(y + 613L * k, x + 977L * k) : texture.at(x + 977L * k, y + 613L * k);
                int out = 3 * (row * frame.width() + column);
                for (int channel = 0; channel < 3; channel++) {
                    rgb[out + channel] = texture.stained(at + channel, gain);
                }
            }
        }
    }
}
