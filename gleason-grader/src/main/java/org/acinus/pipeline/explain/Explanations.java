package org.acinus.pipeline.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.acinus.export.SlideReport;
import org.acinus.mil.similar.ReferenceCollection;
import org.acinus.pipeline.RunConfiguration;
import org.acinus.pipeline.model.SlideModel;
import org.acinus.pipeline.model.TileFeatures;
import org.acinus.stain.Staining;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;

/// The pictures of single tiles that say why: the places inside them that spoke, and what they look like on known
/// slides. What is not asked for is removed, so that no picture of an earlier run stands beside another result.
///
/// One thread at a time; whoever opened it closes it.
public final class Explanations implements AutoCloseable {
    private final Optional<MontageStage> montage;
    private final Optional<SimilarStage> similar;

    private Explanations(Optional<MontageStage> montage, Optional<SimilarStage> similar) {
        this.montage = montage;
        this.similar = similar;
    }

    /// What is wanted.
    ///
    /// @param model stays the caller's
    /// @param stain how the tiles' colours were brought to the reference before they were embedded
    /// @param formats open reference slides
    /// @throws org.acinus.mil.similar.CollectionException where the reference slides are not comparable
    public static Explanations open(ReportParts parts, SlideModel model, Staining stain, SlideFormats formats) {
        if (!parts.full()) {
            return new Explanations(Optional.empty(), Optional.empty());
        }
        RunConfiguration configuration = model.configuration();
        for (ReferenceCollection known : parts.similar().stream().toList()) {
            known.requireFit(configuration.encoder(), configuration.tiling(), stain.word());
        }
        return new Explanations(
                Optional.of(new MontageStage(model, stain)),
                parts.similar().map(known -> SimilarStage.open(known, formats)));
    }

    /// Whether anything is wanted that needs the slide's features.
    public boolean wanted() {
        return montage.isPresent();
    }

    /// Removes what an earlier run has left.
    public static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(MontageStage.FILE));
        SimilarStage.remove(folder);
    }

    /// Writes what is wanted into the slide's result folder and removes what is not.
    ///
    /// @param caseId of the slide, where somebody said it
    /// @throws IOException where a file cannot be written
    /// @throws org.acinus.wsi.SlideException where the slide can be read no longer
    public void write(
            Path folder, Slide slide, TilePlan plan, TileFeatures embedded, SlideReport report, Optional<String> caseId)
            throws IOException, InterruptedException {
        remove(folder);
        if (montage.isPresent()) {
            montage.get().write(folder, slide, plan, embedded, report);
        }
        if (similar.isPresent()) {
            similar.get().write(folder, slide, plan, embedded, report, caseId);
        }
    }

    @Override
    public void close() {
        similar.ifPresent(SimilarStage::close);
    }
}
