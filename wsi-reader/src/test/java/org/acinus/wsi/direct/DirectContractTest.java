package org.acinus.wsi.direct;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acinus.wsi.DrawnSlides;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.SlideContract;
import org.acinus.wsi.SlideFormat;
import org.acinus.wsi.jpeg.JpegLibrary;

class DirectContractTest extends SlideContract {
    @Override
    protected SlideFormat format() {
        return new DirectFormat();
    }

    @Override
    protected List<Path> slides(Path folder) throws IOException {
        assumeTrue(
                JpegLibrary.get() instanceof JpegLibrary.Usable,
                "skipped: libjpeg-turbo is not on this machine; ./check fetches it");
        List<Path> slides = new ArrayList<>();
        slides.add(DrawnSlides.jpegSvs(folder.resolve("drawn-jpeg.svs")));
        slides.add(DrawnSlides.deflateSvs(folder.resolve("drawn-deflate.svs")));
        slides.add(DrawnSlides.omeTiff(folder.resolve("drawn.ome.tif")));
        slides.addAll(SharedData.present(
                "data/wsi-openslide-cmu/CMU-1-Small-Region.svs",
                "data/wsi-openslide-python/small.svs",
                "data/wsi-openslide-python/boxes.tiff",
                "data/wsi-pathml/small_HE_levels.tiff"));
        return slides;
    }

    @Override
    protected Path jpegSlide(Path folder) throws IOException {
        return DrawnSlides.jpegSvs(folder.resolve("tiles.svs"));
    }
}
