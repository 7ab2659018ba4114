package org.acinus.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.acinus.heatmap.drawing.Caption;
import org.acinus.heatmap.tiles.MontagePicture;
import org.acinus.heatmap.tiles.MontageRow;

/// `montage.png` or a picture like it: single tiles of one slide beside each other.
public final class MontagePngWriter implements SlideExport {
    private final MontagePicture picture;
    private final String fileName;
    private final String shows;
    private final List<MontageRow> rows;
    private final double tileMicrons;

    /// A writer for one slide.
    ///
    /// @param picture may be shared by all slides
    /// @param fileName of the picture
    /// @param shows one line that says what the picture shows
    /// @param rows what it shows
    /// @param tileMicrons width of a tile on the glass
    public MontagePngWriter(
            MontagePicture picture, String fileName, String shows, List<MontageRow> rows, double tileMicrons) {
        this.picture = picture;
        this.fileName = fileName;
        this.shows = shows;
        this.rows = List.copyOf(rows);
        this.tileMicrons = tileMicrons;
    }

    @Override
    public String fileName(String folderName) {
        return fileName;
    }

    @Override
    public void write(SlideReport report, OutputStream out) throws IOException {
        PackNotice notice = report.notice();
        Caption caption = new Caption(
                notice.demoSentence(),
                Optional.empty(),
                report.slide().fileName() + " · " + report.outcomeLabel().replace('_', ' '),
                List.of(shows, notice.credit()),
                PackNotice.RESEARCH_USE);
        PngFile.write(picture.draw(rows, tileMicrons, caption), out);
    }
}
