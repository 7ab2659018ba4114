package org.acinus.export.similar;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.export.PackNotice;
import org.acinus.export.PngFile;
import org.acinus.export.SlideExport;
import org.acinus.export.SlideReport;
import org.acinus.heatmap.drawing.Caption;
import org.acinus.heatmap.tiles.ContrastPanel;
import org.acinus.heatmap.tiles.ContrastPicture;

/// `similar.png`: the tiles beside their nearest neighbours, for people.
///
/// @param picture may be shared by all slides
/// @param found what is shown
/// @param panels its tiles, at least one
/// @param tileMicrons width of a tile on the glass
public record SimilarPngWriter(
        ContrastPicture picture, SimilarTiles found, List<ContrastPanel> panels, double tileMicrons)
        implements SlideExport {
    /// The file's name.
    public static final String FILE = "similar.png";

    public SimilarPngWriter {
        panels = List.copyOf(panels);
    }

    @Override
    public String fileName(String folderName) {
        return FILE;
    }

    @Override
    public void write(SlideReport report, OutputStream out) throws IOException {
        PackNotice notice = report.notice();
        List<String> lines = new ArrayList<>();
        lines.add("Its loudest tiles, and the tiles of " + found.compared()
                + " known slides that are nearest to them for "
                + found.encoder().name()
                + ". Distance: 0 alike, 1 unrelated.");
        lines.add(
                "What is known is whether a slide has cancer, not where: a tile of a slide with cancer may be benign.");
        if (!found.caseKnown()) {
            lines.add("Nobody said of which case this slide is: slides of the same case could not be left out.");
        }
        lines.add(notice.credit());
        Caption caption = new Caption(
                notice.demoSentence(),
                Optional.empty(),
                "Similar tiles · " + report.slide().fileName() + " · "
                        + report.outcomeLabel().replace('_', ' '),
                lines,
                PackNotice.RESEARCH_USE);
        PngFile.write(picture.draw(panels, tileMicrons, caption), out);
    }
}
