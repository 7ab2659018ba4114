package org.acinus.cli.bench.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.features.BagGrid;
import org.acinus.pipeline.RunConfiguration;
import org.acinus.pipeline.explain.MontageStage;
import org.acinus.pipeline.explain.SimilarStage;
import org.acinus.pipeline.model.SlideModel;
import org.acinus.pipeline.model.TileFeatures;
import org.acinus.pipeline.stage.ExportStage;
import org.acinus.stain.Staining;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.metadata.PixelSpacing;

/// Times the pictures of single tiles: the montage of class activation maps, and similar tiles of known slides. Tiles
/// are read from the slide, as those of the known slides are, each of which is opened anew; embeddings are random, of
/// which only the number matters.
///
/// One thread at a time. Closing it closes the model.
final class ExplanationBench implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final SlideModel model;
    private final int known;

    /// Over one model.
    ///
    /// @param model closed with this
    /// @param known slides that are compared, with as many tiles each as the slide has
    ExplanationBench(SlideModel model, int known) {
        this.model = model;
        this.known = known;
    }

    /// What tiles the model wants.
    RunConfiguration configuration() {
        return model.configuration();
    }

    /// Draws the known slides.
    ///
    /// @param opened the slide at `file`; stays the caller's
    Timed over(Path file, Slide opened, TilePlan plan, Path folder) throws IOException {
        PixelSpacing spacing = opened.metadata().spacing().known().orElseThrow();
        DrawnCollection.SlideFile pixels = new DrawnCollection.SlideFile(
                file.toAbsolutePath(),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis());
        DrawnCollection drawn = new DrawnCollection(
                configuration().encoder(),
                configuration().tiling(),
                BagGrid.of(plan.grid(), spacing),
                plan.tiles(),
                model.extractor().dimension(),
                pixels);
        return new Timed(
                opened,
                plan,
                features(plan),
                new MontageStage(model, Staining.NONE),
                SimilarStage.open(drawn.into(folder, known), SlideFormats.installed()));
    }

    private TileFeatures features(TilePlan plan) {
        List<String> classes = model.extractor().classes();
        int rows = plan.tiles().size();
        Optional<FeatureMatrix> said =
                classes.isEmpty() ? Optional.empty() : Optional.of(DrawnCollection.random(-2, rows, classes.size()));
        return new TileFeatures(
                Path.of("bench"),
                plan.tiles(),
                DrawnCollection.random(-1, rows, model.extractor().dimension()),
                said,
                List.of());
    }

    /// One slide with its known ones; closing it forgets them.
    record Timed(Slide opened, TilePlan plan, TileFeatures embedded, MontageStage montage, SimilarStage similar)
            implements AutoCloseable {
        /// Draws the pictures into a slide's folder once and tells the seconds that each took.
        Seconds draw(ExportStage.Exported exported) throws IOException, InterruptedException {
            long begin = System.nanoTime();
            montage.write(exported.folder(), opened, plan, embedded, exported.report());
            long between = System.nanoTime();
            similar.write(exported.folder(), opened, plan, embedded, exported.report(), Optional.empty());
            return new Seconds((between - begin) / NANOS, (System.nanoTime() - between) / NANOS);
        }

        @Override
        public void close() {
            similar.close();
        }
    }

    /// Of one drawing.
    record Seconds(double montage, double similar) {}

    @Override
    public void close() {
        model.close();
    }
}
