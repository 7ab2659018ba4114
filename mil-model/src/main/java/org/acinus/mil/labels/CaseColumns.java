package org.acinus.mil.labels;

import java.util.Optional;

/// Which columns hold what, where the usual names do not say so.
///
/// @param prediction column of the predictions' answer
/// @param label column of the labels' truth
/// @param patient column of the labels that names the patient; else `patient` where there is one
/// @param site column of the labels that names the site; else `site` where there is one
/// @param subgroup column of the labels that names a subgroup
public record CaseColumns(
        Optional<String> prediction,
        Optional<String> label,
        Optional<String> patient,
        Optional<String> site,
        Optional<String> subgroup) {
    /// The usual names.
    public static final CaseColumns USUAL =
            new CaseColumns(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
