package org.acinus.mil.labels;

import java.util.List;
import java.util.Optional;
import org.acinus.mil.evaluate.EvaluatedCase;

/// Predictions and labels, joined.
///
/// @param cases slides that both files name, in the labels' order, at least two of different truth
/// @param unlabelled slides that only the predictions name
/// @param unpredicted slides that only the labels name
/// @param conflicts rows whose labels contradict each other
/// @param columns which columns were used
public record JoinedCases(
        List<EvaluatedCase> cases,
        List<String> unlabelled,
        List<String> unpredicted,
        List<LabelConflict> conflicts,
        UsedColumns columns) {
    public JoinedCases {
        cases = List.copyOf(cases);
        unlabelled = List.copyOf(unlabelled);
        unpredicted = List.copyOf(unpredicted);
        conflicts = List.copyOf(conflicts);
    }

    /// The columns that were used.
    ///
    /// @param prediction of the predictions
    /// @param label of the labels
    /// @param patient of the labels; without it every slide is a patient of its own
    /// @param site of the labels
    /// @param subgroup of the labels
    public record UsedColumns(
            String prediction,
            String label,
            Optional<String> patient,
            Optional<String> site,
            Optional<String> subgroup) {}
}
