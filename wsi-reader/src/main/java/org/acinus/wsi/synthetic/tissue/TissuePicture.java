package org.acinus.wsi.synthetic.tissue;

import java.lang.foreign.MemorySegment;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.synthetic.scene.Frame;
import org.acinus.wsi.synthetic.scene.Scene;
import org.acinus.wsi.write.PixelSource;

/// A [Scene] as pixels, drawn wherever one looks.
///
/// Thread-safe. A pixel depends on the scene and on its place alone, never on the part of the slide that it was
/// drawn with.
public final class TissuePicture implements PixelSource {
    /// What blurring needs around the wanted pixels.
    private static final int BLUR_MARGIN = 2;

    private final Scene scene;
    private final Noise noise;
    private final Developer developer;

    public TissuePicture(Scene scene) {
        this.scene = scene;
        this.noise = new Noise(scene.seed());
        this.developer = new Developer(scene.look());
    }

    @Override
    public long width() {
        return scene.width();
    }

    @Override
    public long height() {
        return scene.height();
    }

    @Override
    public void read(long x, long y, RgbBuffer into) {
        Frame part = new Frame(x, y, into.width(), into.height());
        Stains stains = new Stains(part.around(BLUR_MARGIN, 1));
        if (hasTissue(part)) {
            Architecture land = new Architecture(scene, noise, stains.frame());
            new GroundPainter(scene, land, stains).paint();
            new NucleusPainter(scene, noise, land, stains).paint();
            stains.merge();
            stains.blur((float) scene.look().blur());
        }
        byte[] rgb = new byte[3 * into.width() * into.height()];
        developer.develop(stains, part, rgb);
        MemorySegment.copy(MemorySegment.ofArray(rgb), 0, into.pixels(), 0, rgb.length);
    }

    private boolean hasTissue(Frame part) {
        return scene.islands().stream().anyMatch(island -> island.isNear(part, Architecture.MARGIN));
    }
}
