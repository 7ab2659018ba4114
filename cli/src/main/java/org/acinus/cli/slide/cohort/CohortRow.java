package org.acinus.cli.slide.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.acinus.cli.terminal.Json;
import org.acinus.quality.Artefact;

/// What is known of one slide of a cohort.
///
/// @param file path relative to the folder that was searched
/// @param folder name of its folder beside the page; empty where it has none
/// @param outcome what came of it
/// @param detail why there are no tiles to use, or what went wrong; else empty
/// @param findings of its tissue; nothing where it was not tiled
public record CohortRow(String file, String folder, Outcome outcome, String detail, Findings findings) {

    /// What came of a slide.
    public enum Outcome {
        /// Its tiles can be used.
        TILED,
        /// Too little tissue for a diagnosis.
        INSUFFICIENT_TISSUE,
        /// So much of it is spoilt that it should be scanned again.
        RESCAN,
        /// It could not be read.
        FAILED,
        /// Left out by `--slides-csv`.
        EXCLUDED
    }

    /// What was found on a slide.
    ///
    /// @param tissueMm2 tissue in mm²
    /// @param tissueShare share of the slide's area, 0 to 1
    /// @param tiles that can be used
    /// @param spoilt tiles with enough tissue that are left out for an artefact
    /// @param artefacts share of the tissue that shows each kind, 0 to 1; only kinds that are there
    /// @param spacingMicrons µm per level-0 pixel, mean of both axes
    public record Findings(
            double tissueMm2,
            double tissueShare,
            int tiles,
            int spoilt,
            Map<Artefact, Double> artefacts,
            double spacingMicrons) {
        /// Of a slide that was not tiled.
        public static final Findings NONE = new Findings(0, 0, 0, 0, Map.of(), 0);

        public Findings {
            artefacts = Map.copyOf(artefacts);
        }

        /// Share of the tissue tiles that is left out for artefacts.
        public double spoiltShare() {
            return spoilt / (double) Math.max(1, tiles + spoilt);
        }
    }

    /// A slide that was not tiled.
    public static CohortRow without(String file, Outcome outcome, String detail) {
        return new CohortRow(file, "", outcome, detail, Findings.NONE);
    }

    /// Whether there is anything to see of it.
    public boolean hasPictures() {
        return !folder.isEmpty();
    }

    /// As a JSON document, to be read by [#of].
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("file", file)
                .put("folder", folder)
                .put("outcome", outcome.name())
                .put("detail", detail)
                .put("tissue_mm2", findings.tissueMm2())
                .put("tissue_share", findings.tissueShare())
                .put("tiles", findings.tiles())
                .put("tiles_spoilt", findings.spoilt())
                .put("spacing", findings.spacingMicrons());
        ObjectNode shares = json.putObject("artefacts");
        new TreeMap<>(findings.artefacts()).forEach((kind, share) -> shares.put(kind.key(), share));
        return json;
    }

    /// A row that was written by [#toJson].
    public static CohortRow of(JsonNode json) {
        Map<Artefact, Double> shares = new EnumMap<>(Artefact.class);
        for (Artefact kind : Artefact.values()) {
            if (json.path("artefacts").has(kind.key())) {
                shares.put(kind, json.path("artefacts").path(kind.key()).doubleValue());
            }
        }
        return new CohortRow(
                json.path("file").textValue(),
                json.path("folder").textValue(),
                Outcome.valueOf(json.path("outcome").textValue()),
                json.path("detail").textValue(),
                new Findings(
                        json.path("tissue_mm2").doubleValue(),
                        json.path("tissue_share").doubleValue(),
                        json.path("tiles").intValue(),
                        json.path("tiles_spoilt").intValue(),
                        shares,
                        json.path("spacing").doubleValue()));
    }
}
