package org.acinus.cli.slide;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.acinus.cli.terminal.Json;
import org.acinus.export.PackNotice;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilingSpec;
import org.acinus.wsi.metadata.SlideMetadata;

/// One spacing of a slide's tiles, and what its files are called.
///
/// @param suffix of file and folder names: nothing for the first spacing, `-2um` for a further one of 2 µm per pixel
record TileScale(TileGrid grid, String suffix) {

    /// The grid itself, and one about its centres for each further spacing.
    ///
    /// @throws org.acinus.wsi.SpacingException where a spacing is finer than the scan and nobody asked for that
    static List<TileScale> of(SlideMetadata slide, TileGrid first, List<Double> more) {
        List<TileScale> scales = new ArrayList<>();
        scales.add(new TileScale(first, ""));
        for (double spacing : more) {
            String micrometres =
                    BigDecimal.valueOf(spacing).stripTrailingZeros().toPlainString();
            scales.add(new TileScale(first.about(slide, spacing), "-" + micrometres + "um"));
        }
        return List.copyOf(scales);
    }

    String tableName() {
        return "tiles" + suffix + ".csv";
    }

    /// Folder of its pictures.
    ///
    /// @param shards whether they are in tar files
    String folderName(boolean shards) {
        return (shards ? "shards" : "tiles") + suffix;
    }

    /// Where its pixels come from, in words.
    String source() {
        String level = "level " + grid.level().index();
        if (!grid.resampled()) {
            return level + " as it is, " + grid.spacingMicrons() + " µm per pixel";
        }
        return level + (grid.upsampled() ? " INTERPOLATED, finer than the scan, to " : " averaged to ")
                + grid.spacingMicrons() + " µm per pixel";
    }

    /// `tiling.json`: the frame of all coordinates, and of each spacing its files and where its pixels come from.
    ///
    /// @param slide file name
    /// @param included tiles that no table leaves out
    static ObjectNode describe(String slide, SlideMetadata metadata, List<TileScale> scales, int included) {
        TileGrid first = scales.getFirst().grid();
        TilingSpec spec = first.spec();
        ObjectNode json = Json.object();
        json.put("slide", slide);
        json.put(
                "frame",
                "level-0 pixels of the whole slide; x0, y0 is a tile's upper left corner, width0, height0 its footprint");
        json.put("slide_width0", metadata.width());
        json.put("slide_height0", metadata.height());
        json.put("tile_pixels", spec.tilePixels());
        json.put("overlap_pixels", spec.overlapPixels());
        json.put("edges", spec.edges().name().toLowerCase(Locale.ROOT));
        json.put("columns", first.columns());
        json.put("rows", first.rows());
        json.put("tiles_included", included);
        if (scales.size() > 1) {
            json.put(
                    "centres",
                    "tiles of one column and row have the same centre at every spacing, to half a level-0 pixel; their"
                            + " pictures have the same name, that of the first spacing's corner; those of further spacings"
                            + " are padded at the slide's edge, whatever the edge policy");
        }
        ArrayNode list = json.putArray("spacings");
        for (TileScale scale : scales) {
            TileGrid grid = scale.grid();
            list.addObject()
                    .put("asked", grid.spec().spacingMicrons())
                    .put("spacing", grid.spacingMicrons())
                    .put("level", grid.level().index())
                    .put("pixels", !grid.resampled() ? "stored" : grid.upsampled() ? "interpolated" : "averaged")
                    .put("table", scale.tableName())
                    .put("pictures", scale.folderName(false))
                    .put("shards", scale.folderName(true));
        }
        json.put("notice", PackNotice.RESEARCH_USE);
        return json;
    }
}
