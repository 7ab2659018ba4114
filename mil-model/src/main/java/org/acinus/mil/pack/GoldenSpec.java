package org.acinus.mil.pack;

import java.util.List;

/// How a loaded model proves that it computes what its maker saw.
///
/// @param cases at least one
/// @param toleranceAbsolute greatest difference of a value
public record GoldenSpec(List<GoldenCase> cases, double toleranceAbsolute) {
    public GoldenSpec {
        cases = List.copyOf(cases);
        PackRules.require(!cases.isEmpty(), "golden.cases", "not empty", 0);
        PackRules.require(
                toleranceAbsolute > 0 && Double.isFinite(toleranceAbsolute),
                "golden.toleranceAbsolute",
                "positive",
                toleranceAbsolute);
    }
}
