package org.acinus.mil.djl.net;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The MIL architectures that there are. To add one: a [MilNetwork], and its line here.
public final class MilArchitectures {
    private static final Map<String, MilArchitecture> BY_NAME = Map.of(
            "abmil", AttentionNetwork::gated,
            "abmil-deep", AttentionNetwork::deepGated,
            "attention", AttentionNetwork::plain,
            "attention-deep", AttentionNetwork::deepPlain,
            "clam-sb", ClamNetwork::singleBranch,
            "clam-mb", ClamNetwork::multiBranch,
            "dsmil", DualStreamNetwork::new,
            "transmil", TransMilNetwork::new,
            "mean", MeanPoolingNetwork::new,
            "max", MaxPoolingNetwork::new);

    private MilArchitectures() {}

    /// Their names, sorted.
    public static SortedSet<String> names() {
        return new TreeSet<>(BY_NAME.keySet());
    }

    /// Finds one.
    ///
    /// @throws IllegalArgumentException naming those that there are
    static MilArchitecture named(String name) {
        MilArchitecture found = BY_NAME.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no MIL architecture '" + name + "'; choose one of " + String.join(", ", names()));
        }
        return found;
    }
}
