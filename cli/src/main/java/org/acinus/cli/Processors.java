package org.acinus.cli;

import java.util.List;
import java.util.Optional;
import org.acinus.cli.ledger.WorkspaceOptions;
import org.acinus.cli.model.ModelOptions;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.Version;
import org.acinus.mil.features.FeaturePrecision;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.store.PackStore;
import org.acinus.pipeline.SlideProcessor;
import org.acinus.pipeline.SlidesCsv;
import org.acinus.pipeline.explain.Explanations;
import org.acinus.pipeline.explain.ReportParts;
import org.acinus.pipeline.model.SlideModel;
import org.acinus.pipeline.stage.ExportStage;
import org.acinus.pipeline.stage.FeatureStage;
import org.acinus.pipeline.stage.SlidePipeline;
import org.acinus.quality.CheckedTiles;
import org.acinus.quality.QualityLimits;
import org.acinus.stain.Staining;
import org.acinus.tissue.TissueDetector;
import org.acinus.wsi.SlideFormats;

/// Puts a pipeline together from what the command line says.
final class Processors {
    private Processors() {}

    /// Opens the model on its device; the caller closes the processor.
    ///
    /// @param parts what is written of each slide beside its result
    static SlideProcessor open(
            WorkspaceOptions workspace,
            ModelOptions options,
            SlideFormats formats,
            SlidesCsv stated,
            ReportParts parts,
            Optional<QualityLimits> quality,
            Staining stain) {
        PackStore store = options.store(workspace.makeWorkspace());
        ModelPack head = store.find(options.pack(store));
        SlideModel model = SlideModel.open(head, store.encoderFor(head), options.settings(), CacheFolder.path());
        TissueDetector detector = options.tissue().open(store);
        FeatureStage features = new FeatureStage(
                List.of(new FeatureStage.Target(
                        model.extractor(), workspace.workspace().resolve("features"))),
                CheckedTiles.selector(detector, quality),
                FeaturePrecision.FLOAT32,
                stain);
        ExportStage exports = new ExportStage(workspace.workspace(), Version.number(), parts.full(), stain);
        Explanations explanations = Explanations.open(parts, model, stain, formats);
        return new SlidePipeline(formats, model, detector, features, exports, explanations, stated, quality);
    }
}
