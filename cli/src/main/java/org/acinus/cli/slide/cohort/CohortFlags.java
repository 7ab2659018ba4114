package org.acinus.cli.slide.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Why a person should look at a slide, held against the others of its cohort. Immutable.
final class CohortFlags {
    /// Less tissue than this share of the cohort's median stands out.
    private static final double LITTLE_TISSUE = 0.2;

    /// A mask of nearly everything has seldom found tissue.
    private static final double NEARLY_ALL = 0.9;

    /// More of the tissue tiles left out than this is worth a look.
    private static final double MUCH_SPOILT = 0.1;

    /// Spacings that differ from the cohort's by more are another magnification.
    private static final double OTHER_SPACING = 0.1;

    private final double usualTissueMm2;
    private final double usualSpacing;

    private CohortFlags(double usualTissueMm2, double usualSpacing) {
        this.usualTissueMm2 = usualTissueMm2;
        this.usualSpacing = usualSpacing;
    }

    static CohortFlags of(List<CohortRow> rows) {
        List<CohortRow> seen = rows.stream().filter(CohortRow::hasPictures).toList();
        return new CohortFlags(
                median(seen.stream().map(row -> row.findings().tissueMm2()).toList()),
                median(seen.stream().map(row -> row.findings().spacingMicrons()).toList()));
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
    }

    /// The reasons, the weightiest first; none for a slide that is like the others.
    List<String> reasons(CohortRow row) {
        List<String> reasons = new ArrayList<>();
        if (row.outcome() != CohortRow.Outcome.TILED && row.outcome() != CohortRow.Outcome.EXCLUDED) {
            reasons.add(row.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        if (!row.hasPictures()) {
            return reasons;
        }
        CohortRow.Findings found = row.findings();
        if (found.spoiltShare() > MUCH_SPOILT) {
            reasons.add(found.artefacts().entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(kind -> "much left out: " + kind.getKey().words())
                    .orElse("much left out"));
        }
        if (found.tissueMm2() < LITTLE_TISSUE * usualTissueMm2) {
            reasons.add("little tissue");
        }
        if (found.tissueShare() > NEARLY_ALL) {
            reasons.add("nearly all taken for tissue");
        }
        if (Math.abs(found.spacingMicrons() - usualSpacing) > OTHER_SPACING * usualSpacing) {
            reasons.add("other spacing than most");
        }
        return reasons;
    }
}
