package org.acinus.mil.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.PackId;
import org.acinus.tiling.TilingSpec;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/// The columns of a bag's file and the header in its schema's metadata: format `acinus-bag/1`.
final class BagSchema {
    static final String COLUMN = "column";
    static final String ROW = "row";
    static final String X0 = "x0";
    static final String Y0 = "y0";
    static final String WIDTH0 = "width0";
    static final String HEIGHT0 = "height0";
    static final String FEATURES = "features";

    /// Only in bags of a tile classifier.
    static final String CLASSES = "classes";

    /// In the footer: how many tiles the whole file holds.
    static final String TILES = "acinus.tiles";

    private static final String PRECISION = "acinus.precision";
    private static final String ENGINE = "acinus.engine";
    private static final String DEVICE = "acinus.device";
    private static final String BATCH = "acinus.batch_tiles";

    private static final String FORMAT = "acinus-bag/1";
    /// Bags that name no reader are older than the choice between readers: this was the only one.
    private static final String FIRST_READER = "openslide";

    private static final String NOTICE = "Research use only; not a medical device.";

    private BagSchema() {}

    static Schema of(BagHeader header) {
        return new Schema(columns(header), metadata(header));
    }

    private static List<Field> columns(BagHeader header) {
        ArrowType int32 = new ArrowType.Int(32, true);
        ArrowType int64 = new ArrowType.Int(64, true);
        ArrowType float64 = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
        List<Field> columns = new ArrayList<>(List.of(
                new Field(COLUMN, FieldType.notNullable(int32), List.of()),
                new Field(ROW, FieldType.notNullable(int32), List.of()),
                new Field(X0, FieldType.notNullable(int64), List.of()),
                new Field(Y0, FieldType.notNullable(int64), List.of()),
                new Field(WIDTH0, FieldType.notNullable(float64), List.of()),
                new Field(HEIGHT0, FieldType.notNullable(float64), List.of()),
                floats(FEATURES, header.dimension(), header.precision())));
        if (!header.classes().isEmpty()) {
            columns.add(floats(CLASSES, header.classes().size(), FeaturePrecision.FLOAT32));
        }
        return List.copyOf(columns);
    }

    private static Field floats(String name, int length, FeaturePrecision precision) {
        ArrowType number = new ArrowType.FloatingPoint(precision.arrow());
        Field item = new Field("item", FieldType.notNullable(number), List.of());
        return new Field(name, FieldType.notNullable(new ArrowType.FixedSizeList(length)), List.of(item));
    }

    static Map<String, String> metadata(BagHeader header) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("acinus.format", FORMAT);
        text.put("acinus.notice", NOTICE);
        text.put("acinus.slide_sha256", header.slideSha256());
        text.put("acinus.pack_name", header.encoder().name());
        text.put("acinus.pack_version", header.encoder().version());
        text.put("acinus.pack_sha256", header.encoder().sha256());
        text.put("acinus.dimension", String.valueOf(header.dimension()));
        text.put("acinus.tile_pixels", String.valueOf(header.tiling().tilePixels()));
        text.put("acinus.overlap_pixels", String.valueOf(header.tiling().overlapPixels()));
        text.put("acinus.target_spacing_microns", String.valueOf(header.tiling().spacingMicrons()));
        text.put("acinus.spacing_tolerance", String.valueOf(header.tiling().spacingTolerance()));
        text.put("acinus.min_tissue_fraction", String.valueOf(header.tiling().minTissueFraction()));
        text.put("acinus.tissue", header.tissue());
        text.put("acinus.reader", header.reader());
        text.put("acinus.stain", header.stain());
        if (!header.classes().isEmpty()) {
            text.put("acinus.classes", String.join(",", header.classes()));
        }
        if (header.precision() == FeaturePrecision.FLOAT16) {
            text.put(PRECISION, "float16");
        }
        header.execution().ifPresent(execution -> {
            text.put(ENGINE, execution.engine());
            text.put(DEVICE, execution.device());
            text.put(BATCH, String.valueOf(execution.batchTiles()));
        });
        text.put("acinus.columns", String.valueOf(header.grid().columns()));
        text.put("acinus.rows", String.valueOf(header.grid().rows()));
        text.put("acinus.level", String.valueOf(header.grid().level()));
        text.put("acinus.resampled", String.valueOf(header.grid().resampled()));
        text.put("acinus.spacing_microns", String.valueOf(header.grid().spacingMicrons()));
        text.put("acinus.level0_spacing_x_microns", String.valueOf(header.grid().level0SpacingXMicrons()));
        text.put("acinus.level0_spacing_y_microns", String.valueOf(header.grid().level0SpacingYMicrons()));
        return text;
    }

    /// Reads the header back.
    ///
    /// @throws BagFault where it is not a header of this format, or the columns are others
    static BagHeader header(Schema schema) {
        try {
            return stated(schema);
        } catch (BagFault fault) {
            throw fault;
        } catch (IllegalArgumentException impossible) {
            throw new BagFault("it states what cannot be: " + impossible.getMessage());
        }
    }

    private static BagHeader stated(Schema schema) {
        Map<String, String> text = schema.getCustomMetadata();
        String format = text.getOrDefault("acinus.format", "");
        if (!format.equals(FORMAT)) {
            throw new BagFault("its format is '" + format + "', not " + FORMAT);
        }
        TilingSpec tiling = new TilingSpec(
                integer(text, "acinus.tile_pixels"),
                number(text, "acinus.target_spacing_microns"),
                integer(text, "acinus.overlap_pixels"),
                number(text, "acinus.min_tissue_fraction"),
                number(text, "acinus.spacing_tolerance"));
        BagGrid grid = new BagGrid(
                integer(text, "acinus.columns"),
                integer(text, "acinus.rows"),
                integer(text, "acinus.level"),
                Boolean.parseBoolean(word(text, "acinus.resampled")),
                number(text, "acinus.spacing_microns"),
                number(text, "acinus.level0_spacing_x_microns"),
                number(text, "acinus.level0_spacing_y_microns"));
        BagHeader header = new BagHeader(
                word(text, "acinus.slide_sha256"),
                new PackId(
                        word(text, "acinus.pack_name"),
                        word(text, "acinus.pack_version"),
                        word(text, "acinus.pack_sha256")),
                integer(text, "acinus.dimension"),
                tiling,
                grid,
                word(text, "acinus.tissue"),
                text.getOrDefault("acinus.reader", FIRST_READER),
                classes(text),
                precision(text),
                execution(text),
                text.getOrDefault("acinus.stain", BagHeader.NO_STAIN));
        if (!schema.getFields().equals(columns(header))) {
            throw new BagFault("its columns are " + schema.getFields());
        }
        return header;
    }

    private static List<String> classes(Map<String, String> text) {
        String names = text.get("acinus.classes");
        return names == null ? List.of() : List.of(names.split(",", -1));
    }

    private static FeaturePrecision precision(Map<String, String> text) {
        String word = text.getOrDefault(PRECISION, "float32");
        return switch (word) {
            case "float32" -> FeaturePrecision.FLOAT32;
            case "float16" -> FeaturePrecision.FLOAT16;
            default -> throw new BagFault("its precision is '" + word + "'");
        };
    }

    private static Optional<BagExecution> execution(Map<String, String> text) {
        return text.containsKey(ENGINE)
                ? Optional.of(new BagExecution(word(text, ENGINE), word(text, DEVICE), integer(text, BATCH)))
                : Optional.empty();
    }

    /// Reads the number of tiles from the footer's metadata.
    static int tiles(Map<String, String> footer) {
        return integer(footer, TILES);
    }

    private static String word(Map<String, String> text, String key) {
        String value = text.get(key);
        if (value == null) {
            throw new BagFault("it lacks " + key);
        }
        return value;
    }

    private static int integer(Map<String, String> text, String key) {
        try {
            return Integer.parseInt(word(text, key));
        } catch (NumberFormatException wrong) {
            throw new BagFault("its " + key + " is '" + word(text, key) + "', no whole number");
        }
    }

    private static double number(Map<String, String> text, String key) {
        try {
            return Double.parseDouble(word(text, key));
        } catch (NumberFormatException wrong) {
            throw new BagFault("its " + key + " is '" + word(text, key) + "', no number");
        }
    }
}
