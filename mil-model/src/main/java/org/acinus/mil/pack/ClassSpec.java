package org.acinus.mil.pack;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.acinus.mil.calibrate.novelty.NormSpec;

/// The classes of a tile classifier.
///
/// @param names in the order of the output, at least two, for example `benign`, `G3`, `G4`, `G5`
/// @param outputName the graph's output of probabilities, `[N, names]` float32, each row adding up to 1
/// @param weights tensor of the graph that holds the last layer's weights, `[names, channels of the last feature
///     map]`, where that layer reads the averaged map; class activation maps need it
/// @param norm what the features were like in training, where that is known; unlike tissue is told by it
public record ClassSpec(List<String> names, String outputName, Optional<String> weights, Optional<NormSpec> norm) {
    /// Names become column names and legends, and commas part them in feature bags.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 +._-]{0,38}[A-Za-z0-9+])?");

    private static final int MOST = 1_000;

    public ClassSpec {
        names = List.copyOf(names);
        PackRules.require(
                names.size() >= 2 && names.size() <= MOST, "encoder.classes.names", "2 to " + MOST, names.size());
        for (String name : names) {
            PackRules.require(
                    NAME.matcher(name).matches(),
                    "encoder.classes.names",
                    "letters, digits, blanks, '+', '.', '_' or '-', 40 at most",
                    "'" + name + "'");
        }
        PackRules.require(new HashSet<>(names).size() == names.size(), "encoder.classes.names", "all different", names);
        PackRules.requireText("encoder.classes.outputName", outputName);
        weights.ifPresent(name -> PackRules.requireText("encoder.classes.weights", name));
        norm.ifPresent(spec -> PackRules.requirePath("encoder.classes.norm.file", spec.file()));
    }

    /// Classes of a network of whose training nothing is known.
    public ClassSpec(List<String> names, String outputName, Optional<String> weights) {
        this(names, outputName, weights, Optional.empty());
    }

    /// The same with what the features were like in training.
    public ClassSpec knowing(NormSpec found) {
        return new ClassSpec(names, outputName, weights, Optional.of(found));
    }
}
