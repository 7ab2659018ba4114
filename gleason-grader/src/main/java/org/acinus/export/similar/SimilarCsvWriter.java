package org.acinus.export.similar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.acinus.export.CsvText;
import org.acinus.export.SlideExport;
import org.acinus.export.SlideReport;
import org.acinus.mil.similar.Neighbour;

/// `similar.csv`: a line a neighbour, for spreadsheets. A CSV file has no place for a notice: `similar.json` beside it
/// carries that.
public record SimilarCsvWriter(SimilarTiles found) implements SlideExport {
    /// The file's name.
    public static final String FILE = "similar.csv";

    /// The first line.
    public static final String HEADER = "column,row,x0,y0,influence,rank,cancer,label,slide,sha256,distance,"
            + "slide_column,slide_row,slide_x0,slide_y0,slide_width0,slide_height0";

    @Override
    public String fileName(String folderName) {
        return FILE;
    }

    @Override
    public void write(SlideReport report, OutputStream out) throws IOException {
        StringBuilder table = new StringBuilder(HEADER).append('\n');
        for (SimilarTiles.Query tile : found.tiles()) {
            lines(table, tile, tile.neighbours().benign());
            lines(table, tile, tile.neighbours().cancer());
        }
        out.write(table.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void lines(StringBuilder table, SimilarTiles.Query tile, List<Neighbour> neighbours) {
        for (int rank = 0; rank < neighbours.size(); rank++) {
            Neighbour neighbour = neighbours.get(rank);
            table.append(String.join(
                            ",",
                            Integer.toString(tile.frame().address().column()),
                            Integer.toString(tile.frame().address().row()),
                            Long.toString(tile.frame().x0()),
                            Long.toString(tile.frame().y0()),
                            Double.toString(tile.influence()),
                            Integer.toString(rank + 1),
                            neighbour.slide().cancer() ? "1" : "0",
                            Integer.toString(neighbour.slide().label()),
                            CsvText.field(neighbour.slide().slide()),
                            neighbour.slide().sha256(),
                            Double.toString(neighbour.distance()),
                            Integer.toString(neighbour.frame().address().column()),
                            Integer.toString(neighbour.frame().address().row()),
                            Long.toString(neighbour.frame().x0()),
                            Long.toString(neighbour.frame().y0()),
                            Double.toString(neighbour.frame().width0()),
                            Double.toString(neighbour.frame().height0())))
                    .append('\n');
        }
    }
}
