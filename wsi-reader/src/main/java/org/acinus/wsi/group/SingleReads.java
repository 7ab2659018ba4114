package org.acinus.wsi.group;

import java.util.List;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;

/// Regions that share nothing: each is read by itself.
record SingleReads(Slide slide, List<Region> regions) implements RegionGroup {
    @Override
    public void read(int index, RgbBuffer into) {
        slide.read(regions.get(index), into);
    }

    @Override
    public void close() {}
}
