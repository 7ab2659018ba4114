package org.acinus.wsi.openslide;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acinus.wsi.DrawnSlides;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.SlideContract;
import org.acinus.wsi.SlideFormat;

class OpenSlideContractTest extends SlideContract {
    @Override
    protected SlideFormat format() {
        return new OpenSlideFormat();
    }

    @Override
    protected List<Path> slides(Path folder) throws IOException {
        assumeTrue(
                OpenSlideFormat.library() instanceof OpenSlideFormat.LibraryState.Usable,
                "skipped: OpenSlide's library is not in the cache; ./check fetches it");
        List<Path> slides = new ArrayList<>();
        slides.add(DrawnSlides.jpegSvs(folder.resolve("drawn-jpeg.svs")));
        slides.add(DrawnSlides.deflateSvs(folder.resolve("drawn-deflate.svs")));
        slides.add(MrxsSketch.write(folder, "drawn-mrxs"));
        slides.add(ScnSketch.write(folder.resolve("drawn-leica.scn")));
        slides.addAll(SharedData.present(
                "data/wsi-openslide-cmu/CMU-1-Small-Region.svs",
                "data/wsi-openslide-python/boxes.tiff",
                "data/wsi-openslide-python/boxes_0.dcm",
                "data/wsi-highdicom-sm/sm_image.dcm",
                "data/wsi-slideio/test3-DAPI-2-(387).ndpi"));
        return slides;
    }

    @Override
    protected Path jpegSlide(Path folder) throws IOException {
        return DrawnSlides.jpegSvs(folder.resolve("tiles.svs"));
    }
}
