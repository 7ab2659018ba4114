package org.acinus.cli.experiment;

import java.util.ArrayList;
import java.util.List;

/// All of them. To add one: a method here or in one of the four lists, and its row in `benchmarks/RESULTS.md`.
final class Experiments {
    private Experiments() {}

    /// In the order of the table.
    static List<Experiment> all() {
        List<Experiment> all = new ArrayList<>();
        all.addAll(ImbalanceExperiments.all());
        all.addAll(VariationExperiments.all());
        all.addAll(LabelExperiments.all());
        all.addAll(StepExperiments.all());
        return List.copyOf(all);
    }
}
