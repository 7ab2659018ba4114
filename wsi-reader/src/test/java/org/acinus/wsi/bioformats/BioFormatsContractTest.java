package org.acinus.wsi.bioformats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acinus.wsi.DrawnSlides;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.SlideContract;
import org.acinus.wsi.SlideFormat;

class BioFormatsContractTest extends SlideContract {
    @Override
    protected SlideFormat format() {
        return new BioFormatsFormat();
    }

    @Override
    protected List<Path> slides(Path folder) throws IOException {
        assumeTrue(
                BioFormatsFormat.library() instanceof BioFormatsFormat.LibraryState.Usable,
                "skipped: Bio-Formats is not in the cache; ./check fetches it");
        List<Path> slides = new ArrayList<>();
        slides.add(DrawnSlides.jpegSvs(folder.resolve("drawn-jpeg.svs")));
        slides.add(DrawnSlides.omeTiff(folder.resolve("drawn.ome.tif")));
        slides.addAll(SharedData.present("data/wsi-openslide-cmu/CMU-1-Small-Region.svs"));
        return slides;
    }

    @Override
    protected Path jpegSlide(Path folder) throws IOException {
        return DrawnSlides.jpegSvs(folder.resolve("tiles.svs"));
    }
}
