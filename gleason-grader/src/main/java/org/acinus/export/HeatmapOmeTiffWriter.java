package org.acinus.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.acinus.draft.Drafts;
import org.acinus.heatmap.plane.HeatChannel;
import org.acinus.heatmap.plane.HeatGrid;
import org.acinus.heatmap.plane.HeatPlanes;
import org.acinus.outcome.TileResult;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.write.plane.PlaneDescription;
import org.acinus.wsi.write.plane.PlanePyramidWriter;

/// `heatmap.ome.tif`: every number that the tiles have as a channel of one OME-TIFF pyramid of 32-bit floats, which
/// QuPath and Fiji (both through Bio-Formats) and tifffile open.
///
/// One file, because viewers show channels of one image together and cannot lay two files over each other. It covers
/// the slide's scanned part, which is what QuPath shows of a slide that it crops, or begins at the corner of the whole
/// slide, as QuPath does where it does not crop; the two are the same where the whole slide was scanned. `PositionX`
/// and `PositionY` say where the scanned part lies on the whole slide. Pixels without a value are NaN.
/// What each channel means, and that overlapping tiles are blended by [HeatPlanes]'s rule, stands in the file's map
/// annotation.
public final class HeatmapOmeTiffWriter implements SlideExport {
    private final String software;
    private final boolean whole;

    /// A writer of the scanned part.
    ///
    /// @param acinusVersion recorded in the file
    public HeatmapOmeTiffWriter(String acinusVersion) {
        this(acinusVersion, false);
    }

    /// @param acinusVersion recorded in the file
    /// @param whole whether the planes begin at the corner of the whole slide; they end where the scanned part does
    public HeatmapOmeTiffWriter(String acinusVersion, boolean whole) {
        this.software = "Acinus " + acinusVersion;
        this.whole = whole;
    }

    @Override
    public String fileName(String folderName) {
        return "heatmap.ome.tif";
    }

    @Override
    public void write(SlideReport report, OutputStream out) throws IOException {
        Path draft = Files.createTempFile("heatmap", ".ome.tif");
        try {
            writeTo(draft, report);
            Files.copy(draft, out);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public Path writeInto(Path folder, SlideReport report) throws IOException {
        Path file = folder.resolve(fileName(folder.toRealPath().getFileName().toString()));
        publish(file, report);
        return file;
    }

    /// Writes the file under a name of the caller's, whole or not at all.
    public void publish(Path file, SlideReport report) throws IOException {
        Path draft = Drafts.beside(file);
        try {
            writeTo(draft, report);
            AtomicFile.publish(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void writeTo(Path file, SlideReport report) throws IOException {
        List<TileResult> tiles = new ArrayList<>();
        report.tiles().forEach(tiles::add);
        Bounds scanned = report.slide().bounds();
        Bounds area = whole ? new Bounds(0, 0, scanned.x() + scanned.width(), scanned.y() + scanned.height()) : scanned;
        HeatGrid grid = HeatGrid.over(area, tiles);
        List<HeatChannel> channels = HeatChannel.of(tiles);
        PixelSpacing spacing = report.slide().spacing();
        PlaneDescription description = new PlaneDescription(
                "Acinus heatmap of " + report.slide().fileName(),
                software,
                grid.pixelWidth0() * spacing.xMicrons(),
                grid.pixelHeight0() * spacing.yMicrons(),
                area.x() * spacing.xMicrons(),
                area.y() * spacing.yMicrons(),
                channels.stream()
                        .map(channel -> new PlaneDescription.Channel(channel.name(), channel.rgb()))
                        .toList(),
                properties(report, grid, channels, tiles));
        PlanePyramidWriter.write(new HeatPlanes(grid, channels, tiles), description, file);
    }

    private static SequencedMap<String, String> properties(
            SlideReport report, HeatGrid grid, List<HeatChannel> channels, List<TileResult> tiles) {
        PackNotice notice = report.notice();
        SequencedMap<String, String> pairs = new LinkedHashMap<>();
        pairs.put("Notice", PackNotice.RESEARCH_USE);
        notice.demoSentence().ifPresent(sentence -> pairs.put("Demo", sentence));
        pairs.put("Outcome", report.outcomeLabel());
        pairs.put("Pack", notice.label());
        pairs.put("Pack sha256", notice.pack().sha256());
        pairs.put("Licence", notice.licence());
        pairs.put("Slide sha256", report.result().sha256());
        pairs.put("Level-0 pixels of the slide to the left", Long.toString(grid.left0()));
        pairs.put("Level-0 pixels of the slide above", Long.toString(grid.top0()));
        pairs.put("Level-0 pixels a pixel, x", Double.toString(grid.pixelWidth0()));
        pairs.put("Level-0 pixels a pixel, y", Double.toString(grid.pixelHeight0()));
        pairs.put(
                "Scored tiles",
                Long.toString(tiles.stream()
                        .filter(tile -> tile.state() == TileResult.State.SCORED)
                        .count()));
        pairs.put(
                "Blending",
                "mean of the tiles, weighted by the area of the pixel that each covers; NaN where they cover less than half");
        channels.forEach(channel -> pairs.put(channel.name(), channel.meaning()));
        return pairs;
    }
}
