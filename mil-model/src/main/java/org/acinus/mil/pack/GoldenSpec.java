package org.acinus.mil.pack;

import java.util.List;

/// How a loaded model proves that it computes what its maker saw.
///
/// @param cases at least one
/// @param toleranceAbsolute greatest difference of a value; no more than 1, or the greatest value itself,
///     since anything would pass then
public record GoldenSpec(List<GoldenCase> cases, double toleranceAbsolute) {
    public GoldenSpec {
        cases = List.copyOf(cases);
        PackRules.require(!cases.isEmpty(), "golden.cases", "not empty", 0);
        PackRules.require(
                toleranceAbsolute > 0 && Double.isFinite(toleranceAbsolute),
                "golden.toleranceAbsolute",
                "positive",
                toleranceAbsolute);
        double greatest = cases.stream()
                .flatMap(wanted -> wanted.values().stream())
                .mapToDouble(Math::abs)
                .reduce(1, Math::max);
        PackRules.require(
                toleranceAbsolute <= greatest, "golden.toleranceAbsolute", "at most " + greatest, toleranceAbsolute);
    }
}
