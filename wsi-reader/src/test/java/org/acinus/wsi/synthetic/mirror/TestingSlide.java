package org.acinus.wsi.synthetic.mirror;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SpacingFinding;
import org.acinus.wsi.write.PixelSource;

/// A picture as a slide of one level.
record TestingSlide(PixelSource picture) implements Slide {
    @Override
    public SlideMetadata metadata() {
        return new SlideMetadata(
                "test",
                "test",
                List.of(new PyramidLevel(0, picture.width(), picture.height(), 1)),
                new SpacingFinding.Missing(),
                OptionalDouble.empty(),
                new Bounds(0, 0, picture.width(), picture.height()),
                List.of(),
                Map.of());
    }

    @Override
    public void read(Region region, RgbBuffer into) {
        picture.read(region.x0(), region.y0(), into);
    }

    @Override
    public void close() {}
}
