package org.acinus.quality;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How much of a slide's tissue is spoilt, kind by kind. Immutable.
///
/// @param tissueMm2 tissue that was judged, mm²; artefacts that lie in or at it included
/// @param shares share of that tissue that shows each kind, 0 to 1; every kind is there
public record QualitySummary(double tissueMm2, Map<Artefact, Double> shares) {
    public QualitySummary {
        if (!(tissueMm2 >= 0) || !Double.isFinite(tissueMm2)) {
            throw new IllegalArgumentException("No slide has " + tissueMm2 + " mm² of tissue");
        }
        Map<Artefact, Double> all = new EnumMap<>(Artefact.class);
        for (Artefact kind : Artefact.values()) {
            double share = shares.getOrDefault(kind, 0.0);
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(kind + " cannot take " + share + " of the tissue");
            }
            all.put(kind, share);
        }
        shares = Collections.unmodifiableMap(all);
    }

    /// Share of the tissue that shows a kind, 0 to 1.
    public double share(Artefact kind) {
        return shares.getOrDefault(kind, 0.0);
    }
}
