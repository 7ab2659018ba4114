package org.acinus.pipeline.stage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.acinus.quality.Artefact;
import org.acinus.quality.CheckedTiles;
import org.acinus.quality.QualitySummary;

/// When a scan is too poor to say anything: most of its tissue shows one artefact, or what is left without any is too
/// little.
final class RescanRule {
    private RescanRule() {}

    /// Why the glass should be scanned again; empty where the scan will do.
    ///
    /// @param clean tiles that could go to the model
    /// @param spoilt tiles left out for an artefact
    /// @param leastTiles that a diagnosis takes
    static Optional<String> reason(
            CheckedTiles checked, int clean, List<CheckedTiles.Candidate> spoilt, int leastTiles) {
        Optional<Artefact> most = checked.spoilsSlide();
        if (most.isPresent()) {
            double share =
                    checked.summary().map(summary -> summary.share(most.get())).orElse(0.0);
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%.0f %% of the tissue: %s",
                    100 * share,
                    most.get().words()));
        }
        if (clean >= leastTiles) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%d of %d tissue tiles show no artefact; a diagnosis takes %d (%s)",
                clean,
                clean + spoilt.size(),
                leastTiles,
                kinds(checked.summary())));
    }

    private static String kinds(Optional<QualitySummary> summary) {
        return summary.map(QualitySummary::shares).orElse(Map.of()).entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .sorted(Map.Entry.<Artefact, Double>comparingByValue().reversed())
                .limit(3)
                .map(kind -> kind.getKey().words())
                .collect(Collectors.joining(", "));
    }
}
