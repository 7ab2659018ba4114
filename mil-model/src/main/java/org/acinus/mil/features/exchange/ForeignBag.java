package org.acinus.mil.features.exchange;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.features.InvalidBagException;
import org.acinus.mil.pack.keras.Superblock;

/// A bag of another program, read whole from its HDF5 file and checked: sizes agree, every value is a number.
///
/// Not a record that compares: it holds arrays, which nobody writes to.
final class ForeignBag {
    /// A claim of more values than this is a damaged or hostile file: 500,000 tiles of 2,560 features.
    private static final long MOST_VALUES = 1_280_000_000L;

    private final BagLayout layout;
    private final FeatureMatrix features;
    private final double[] coordinates;
    private final Map<String, Object> attributes;

    private ForeignBag(BagLayout layout, FeatureMatrix features, double[] coordinates, Map<String, Object> attributes) {
        this.layout = layout;
        this.features = features;
        this.coordinates = coordinates;
        this.attributes = attributes;
    }

    /// Reads a file.
    ///
    /// @throws InvalidBagException where it is none of the layouts, damaged, or holds a value that is no
    ///     number
    static ForeignBag read(Path file) {
        requireWhole(file);
        try (HdfFile hdf = new HdfFile(file)) {
            boolean stamp = child(hdf, "feats").isPresent();
            Dataset values = child(hdf, stamp ? "feats" : "features")
                    .orElseThrow(
                            () -> new InvalidBagException("it has neither features (TRIDENT, CLAM) nor feats (STAMP)"));
            Dataset places = child(hdf, "coords").orElseThrow(() -> new InvalidBagException("it has no coords"));
            Map<String, Object> attributes = new HashMap<>();
            for (Node node : new Node[] {hdf, values, places}) {
                collect(node, attributes);
            }
            BagLayout layout = stamp
                    ? BagLayout.STAMP
                    : attributes.containsKey("patch_size_level0") ? BagLayout.TRIDENT : BagLayout.CLAM;
            return new ForeignBag(layout, features(values), coordinates(places), attributes).checked();
        } catch (InvalidBagException refused) {
            throw new InvalidBagException(file + " cannot be imported: " + refused.getMessage(), refused);
        } catch (RuntimeException | StackOverflowError damaged) {
            // The library meets damage with whatever exception the wrong bytes lead to.
            String reason =
                    String.valueOf(damaged.getMessage()).lines().findFirst().orElse("damaged");
            throw new InvalidBagException(file + " is not a readable HDF5 file: " + reason, damaged);
        }
    }

    /// Compares the file's length with the end that its superblock states, which the library does not.
    private static void requireWhole(Path file) {
        try {
            Optional<Long> stated = Superblock.statedEnd(file);
            if (stated.isEmpty()) {
                throw new InvalidBagException(file + " is not an HDF5 file");
            }
            if (stated.get() > Files.size(file)) {
                throw new InvalidBagException(file + " is cut short: it has " + Files.size(file) + " of " + stated.get()
                        + " bytes; copy it again");
            }
        } catch (NoSuchFileException missing) {
            throw new InvalidBagException(file + " does not exist", missing);
        } catch (IOException unreadable) {
            throw new InvalidBagException(file + " cannot be read: " + unreadable, unreadable);
        }
    }

    private static Optional<Dataset> child(HdfFile hdf, String name) {
        return hdf.getChild(name) instanceof Dataset dataset ? Optional.of(dataset) : Optional.empty();
    }

    private static void collect(Node node, Map<String, Object> into) {
        for (Map.Entry<String, Attribute> entry : node.getAttributes().entrySet()) {
            Object value = entry.getValue().getData();
            if (value instanceof Number || value instanceof String) {
                into.put(entry.getKey(), value);
            }
        }
    }

    /// Rows of a two-dimensional dataset; TRIDENT's have a third dimension of one in front.
    private static int[] shape(Dataset dataset) {
        int[] dimensions = dataset.getDimensions();
        int from = dimensions.length == 3 && dimensions[0] == 1 ? 1 : 0;
        if (dimensions.length - from != 2
                || dimensions[from] < 1
                || dimensions[from + 1] < 1
                || (long) dimensions[from] * dimensions[from + 1] > Math.min(MOST_VALUES, Integer.MAX_VALUE)) {
            throw new InvalidBagException(dataset.getName() + " cannot have the shape " + Arrays.toString(dimensions)
                    + "; it must be tiles x values");
        }
        return new int[] {dimensions[from], dimensions[from + 1]};
    }

    private static FeatureMatrix features(Dataset dataset) {
        int[] shape = shape(dataset);
        float[] values = switch (dataset.getDataFlat()) {
            case float[] singles -> singles;
            case double[] doubles -> singles(doubles);
            default -> throw new InvalidBagException(dataset.getName() + " does not hold floating-point numbers");
        };
        return new FeatureMatrix(values, shape[0], shape[1]);
    }

    private static float[] singles(double[] doubles) {
        float[] singles = new float[doubles.length];
        for (int i = 0; i < doubles.length; i++) {
            singles[i] = (float) doubles[i];
        }
        return singles;
    }

    private static double[] coordinates(Dataset dataset) {
        if (shape(dataset)[1] != 2) {
            throw new InvalidBagException("coords has " + shape(dataset)[1] + " columns, not x and y");
        }
        return switch (dataset.getDataFlat()) {
            case long[] longs -> Arrays.stream(longs).asDoubleStream().toArray();
            case int[] ints -> Arrays.stream(ints).asDoubleStream().toArray();
            case double[] doubles -> doubles;
            case float[] floats -> {
                double[] doubles = new double[floats.length];
                for (int i = 0; i < floats.length; i++) {
                    doubles[i] = floats[i];
                }
                yield doubles;
            }
            default -> throw new InvalidBagException("coords does not hold numbers");
        };
    }

    private ForeignBag checked() {
        if (coordinates.length != 2 * features.size()) {
            throw new InvalidBagException(
                    features.size() + " tiles have features, but " + coordinates.length / 2 + " have coordinates");
        }
        for (int tile = 0; tile < features.size(); tile++) {
            for (int i = 0; i < features.dimension(); i++) {
                if (!Float.isFinite(features.at(tile, i))) {
                    throw new InvalidBagException(
                            String.format(Locale.ROOT, "feature %d of tile %d is %s", i, tile, features.at(tile, i)));
                }
            }
            if (!(x(tile) >= 0 && y(tile) >= 0 && Math.max(x(tile), y(tile)) < 1e12)) {
                throw new InvalidBagException("tile " + tile + " lies at " + x(tile) + ", " + y(tile));
            }
        }
        return this;
    }

    BagLayout layout() {
        return layout;
    }

    FeatureMatrix features() {
        return features;
    }

    /// Left edge in the file's own unit.
    double x(int tile) {
        return coordinates[2 * tile];
    }

    /// Upper edge in the file's own unit.
    double y(int tile) {
        return coordinates[2 * tile + 1];
    }

    /// A positive number among the attributes.
    OptionalDouble number(String name) {
        return attributes.get(name) instanceof Number number && number.doubleValue() > 0
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /// Whether coordinates are micrometres and not pixels.
    boolean inMicrons() {
        return "um".equals(attributes.get("unit"));
    }
}
