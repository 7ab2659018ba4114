package org.acinus.wsi.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.acinus.wsi.jpeg.ChromaSubsampling;
import org.acinus.wsi.synthetic.tissue.TissuePicture;
import org.acinus.wsi.write.PyramidSpec;
import org.acinus.wsi.write.PyramidWriter;
import org.acinus.wsi.write.WriteProgress;
import org.acinus.wsi.write.encode.JpegEngine;
import org.acinus.wsi.write.encode.TileCompression;

/// A cohort of small synthetic slides with labels and outlines: something to train and test on without any
/// patient.
///
/// Made to be hard for a classifier that averages a slide: in a positive binary case only two to four and a half
/// per cent of the tissue is tumour, while stain, density, glands and inflammation vary far more between slides. A
/// cohort follows from task, number of slides and seed alone, whatever the number of threads. Thread-safe.
public final class SyntheticCohort {
    /// The JDK's encoder, always: heads that ship were trained on cohorts, and anyone must be able to draw the same
    /// pixels again.
    private static final PyramidSpec FORM = new PyramidSpec(
            256, PyramidSpec.APERIO_STEP, 1200, new TileCompression.Jpeg(80, ChromaSubsampling.C422, JpegEngine.JDK));

    private final CohortPlan plan;

    /// Plans a cohort; nothing is drawn yet.
    ///
    /// @param slides at least 1
    public SyntheticCohort(CohortTask task, int slides, long seed) {
        if (slides < 1) {
            throw new IllegalArgumentException("A cohort has at least one slide, not " + slides);
        }
        this.plan = CohortPlan.of(task, slides, seed);
    }

    /// Writes `slides/*.svs`, `truth/<slide>.geojson` and, last of all, `labels.csv`.
    ///
    /// @param folder created where it is missing
    /// @param threads that draw
    public void write(Path folder, int threads, CohortProgress progress) throws IOException {
        Path slides = Files.createDirectories(folder.resolve("slides"));
        Path truth = Files.createDirectories(folder.resolve("truth"));
        PyramidWriter writer = new PyramidWriter(FORM, threads);
        StringBuilder labels = new StringBuilder("slide,label,patient,site\n");
        List<CohortPlan.CohortSlide> planned = plan.slides();
        for (int i = 0; i < planned.size(); i++) {
            CohortPlan.CohortSlide slide = planned.get(i);
            writer.write(
                    new TissuePicture(slide.scene()),
                    SyntheticSlide.drawn(slide.file(), SyntheticSlide.SPACING_MICRONS),
                    slides.resolve(slide.file()),
                    WriteProgress.SILENT);
            put(
                    truth.resolve(slide.file() + ".geojson"),
                    TruthGeoJson.of(slide.file(), slide.scene().tumours()));
            labels.append(slide.file()).append(',').append(slide.label()).append(',');
            labels.append(slide.patient()).append(',').append(slide.site()).append('\n');
            progress.wrote(slide.file(), i + 1, planned.size());
        }
        put(folder.resolve("labels.csv"), labels.toString());
    }

    private static void put(Path target, String text) throws IOException {
        Path partial = target.resolveSibling("." + target.getFileName() + ".part");
        Files.writeString(partial, text);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
