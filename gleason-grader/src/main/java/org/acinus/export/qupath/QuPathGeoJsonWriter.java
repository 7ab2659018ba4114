package org.acinus.export.qupath;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.acinus.export.SlideExport;
import org.acinus.export.SlideReport;
import org.acinus.export.region.TileRegion;
import org.acinus.heatmap.HeatScale;

/// A GeoJSON file (RFC 7946) that QuPath 0.4 and later opens: annotations for the slide with its outcome, for tiled
/// tissue and for hot spots; then one `tile` object a tile with its measurements, coloured by class as the heatmap
/// is, or one polygon for neighbouring tiles of one class.
///
/// Coordinates are level-0 pixels, y downwards, to a hundredth: QuPath's own precision. Each object's id follows
/// from the slide's bytes, the pack and the object's place, so a second export updates objects instead of doubling
/// them. The tiles are gone through three times and none is kept: memory grows with the outlines of regions alone.
public final class QuPathGeoJsonWriter implements SlideExport {
    private static final JsonFactory JSON = new JsonFactory();

    private final QuPathFrame frame;
    private final QuPathTiles tiles;

    /// A writer for one frame that gives each tile an object of its own.
    public QuPathGeoJsonWriter(QuPathFrame frame) {
        this(frame, QuPathTiles.EACH);
    }

    /// A writer for one frame.
    public QuPathGeoJsonWriter(QuPathFrame frame, QuPathTiles tiles) {
        this.frame = frame;
        this.tiles = tiles;
    }

    @Override
    public String fileName(String folderName) {
        return folderName + ".geojson";
    }

    @Override
    public void write(SlideReport report, OutputStream out) throws IOException {
        HeatScale scale = HeatScale.of(report.tiles());
        SlideRegions regions = SlideRegions.of(report.tiles(), scale, tiles == QuPathTiles.MERGED);
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            // A member that GeoJSON does not know and QuPath skips, for whoever opens the file in an editor.
            json.writeObjectFieldStart("acinus");
            QuPathFeatures features = new QuPathFeatures(json, report, frame, scale);
            features.writeProvenance();
            json.writeEndObject();
            json.writeArrayFieldStart("features");
            features.writeSlide();
            writeRegions(features, regions, regions.tissue());
            writeRegions(features, regions, regions.hotSpots());
            switch (tiles) {
                case EACH -> report.tiles().forEach(features::writeTile);
                case MERGED -> {
                    for (TileRegion<TileClass> patch : regions.classes()) {
                        features.writePatch(patch, regions.corners());
                    }
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeRegions(
            QuPathFeatures features, SlideRegions regions, List<TileRegion<RegionKind>> ofOneKind) throws IOException {
        int number = 0;
        for (TileRegion<RegionKind> region : ofOneKind) {
            number++;
            features.writeRegion(region, number, regions.corners());
        }
    }
}
