package org.acinus.mil.train.data;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which slides have to be kept together: those that share a patient, a group or, where folds are dealt by site, a
/// site, and whatever such slides are tied to in turn.
final class UnitFinder {
    private final Map<String, String> parents = new HashMap<>();
    private final boolean bySite;

    UnitFinder(boolean bySite) {
        this.bySite = bySite;
    }

    /// Ties what a row names together.
    void add(LabelTable.Row row) {
        String patient = patient(row.patient());
        tie(patient, row.group().map(group -> "group " + group));
        if (bySite) {
            tie(patient, Optional.of("site " + row.site().orElse("")));
        }
    }

    /// The name of a row's unit, once all rows are in: its patient's, or that of the first patient it is tied to.
    String unit(LabelTable.Row row) {
        return root(patient(row.patient())).substring(patient("").length());
    }

    private static String patient(String name) {
        return "patient " + name;
    }

    private void tie(String patient, Optional<String> other) {
        String mine = root(patient);
        other.map(this::root).filter(theirs -> !theirs.equals(mine)).ifPresent(theirs -> {
            // A patient stays a root, so that a unit has a patient's name.
            if (theirs.startsWith(patient(""))) {
                parents.put(mine, theirs);
            } else {
                parents.put(theirs, mine);
            }
        });
    }

    private String root(String name) {
        String at = name;
        while (!parents.getOrDefault(at, at).equals(at)) {
            at = parents.getOrDefault(at, at);
        }
        return at;
    }
}
