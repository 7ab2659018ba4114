package org.acinus.pipeline.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.acinus.export.HeatmapOmeTiffWriter;
import org.acinus.export.HeatmapPngWriter;
import org.acinus.export.PackNotice;
import org.acinus.export.ResultFolders;
import org.acinus.export.ResultJsonWriter;
import org.acinus.export.ResultOwner;
import org.acinus.export.SlideDescription;
import org.acinus.export.SlideExport;
import org.acinus.export.SlideReport;
import org.acinus.export.TilesCsvWriter;
import org.acinus.export.qupath.QuPathFrame;
import org.acinus.export.qupath.QuPathGeoJsonWriter;
import org.acinus.export.report.SlideReportFiles;
import org.acinus.heatmap.HeatmapPicture;
import org.acinus.outcome.SlideResult;
import org.acinus.pipeline.SlideJob;
import org.acinus.stain.Staining;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.PixelSpacing;

/// Writes a slide's files into its folder below `results/`, each whole or not at all.
///
/// Thread-safe.
public final class ExportStage {
    private final ResultFolders folders;
    private final String acinusVersion;
    private final boolean full;
    private final Staining stain;
    private final HeatmapPicture picture = new HeatmapPicture();

    /// Exports below a workspace.
    ///
    /// @param acinusVersion recorded in `result.json`
    /// @param full whether what takes long is written too: the report as PDF
    /// @param stain recorded likewise: how colours were brought to the reference
    public ExportStage(Path workspace, String acinusVersion, boolean full, Staining stain) {
        this.stain = stain;
        this.full = full;
        this.folders = new ResultFolders(workspace.resolve("results"));
        this.acinusVersion = acinusVersion;
    }

    /// What was written.
    ///
    /// @param folder the slide's result folder
    public record Exported(Path folder, SlideReport report) {}

    /// Writes every file but the page for people.
    ///
    /// @throws IOException where one cannot be written
    public Exported write(SlideJob job, Slide slide, SlideResult result, PackNotice notice) throws IOException {
        String file = job.file();
        Path folder = folders.claim(ResultOwner.of(job.sourceRoot().toString(), file, result.sha256()));
        SlideReport report = new SlideReport(describe(file, slide), result, notice);
        List<SlideExport> exports = List.of(
                new TilesCsvWriter(),
                new QuPathGeoJsonWriter(QuPathFrame.FULL),
                new HeatmapPngWriter(picture, HeatmapPicture.overviewOf(slide)),
                new HeatmapOmeTiffWriter(acinusVersion),
                new ResultJsonWriter(acinusVersion, stain.word()));
        for (SlideExport export : exports) {
            export.writeInto(folder, report);
        }
        return new Exported(folder, report);
    }

    /// Writes the page for people, which shows the pictures that lie in the folder by then.
    ///
    /// @throws IOException where it cannot be written
    public void writePage(Exported exported) throws IOException {
        SlideReportFiles.write(exported.folder(), exported.report(), full);
    }

    private static SlideDescription describe(String file, Slide slide) {
        PixelSpacing spacing = slide.metadata()
                .spacing()
                .known()
                .orElseThrow(() -> new IllegalStateException("A slide of unknown spacing has no result"));
        return new SlideDescription(
                file, slide.metadata().reader(), slide.metadata().bounds(), spacing);
    }
}
