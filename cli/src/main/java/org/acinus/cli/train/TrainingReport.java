package org.acinus.cli.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.cli.terminal.Json;
import org.acinus.export.PackNotice;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.train.CrossValidationReport;
import org.acinus.mil.train.FoldResult;
import org.acinus.mil.train.OperatingPoint;
import org.acinus.mil.train.data.BagDataset;

/// What `train` says at the end.
///
/// @param data that was learnt from
/// @param figures out of fold
/// @param point how the threshold was chosen, where it was
/// @param pack that was written
/// @param seconds that it took
record TrainingReport(
        BagDataset data,
        CrossValidationReport figures,
        Optional<OperatingPoint> point,
        ModelPack pack,
        double seconds) {

    /// For programs.
    ObjectNode json() {
        ObjectNode document = Json.object();
        document.put("accuracy", figures.accuracy()).put("accuracy_sd", figures.accuracySd());
        figures.auc().ifPresentOrElse(auc -> document.put("auc", auc), () -> document.putNull("auc"));
        figures.aucInterval()
                .ifPresentOrElse(
                        interval -> document.putArray("auc_ci95")
                                .add(interval.lower())
                                .add(interval.upper()),
                        () -> document.putNull("auc_ci95"));
        figures.kappa().ifPresent(kappa -> document.put("qwk", kappa));
        point.ifPresent(chosen -> document.put("threshold", chosen.threshold())
                .put("sensitivity", chosen.sensitivity())
                .put("specificity", chosen.specificity()));
        ArrayNode entries = document.putArray("folds");
        for (FoldResult fold : figures.folds()) {
            ObjectNode entry = entries.addObject()
                    .put("repeat", fold.repeat())
                    .put("fold", fold.fold())
                    .put("accuracy", fold.accuracy());
            fold.auc().ifPresentOrElse(auc -> entry.put("auc", auc), () -> entry.putNull("auc"));
        }
        return document.put("seconds", seconds);
    }

    /// For people.
    void print(PrintWriter print) {
        List<Integer> counts = data.bagsPerClass();
        List<String> names = pack.head().classes();
        StringBuilder classes = new StringBuilder();
        for (int c = 0; c < names.size(); c++) {
            classes.append(c == 0 ? "" : ", ").append(counts.get(c)).append(' ').append(names.get(c));
        }
        print.printf("bags       %d (%s)%n", data.bags().size(), classes);
        print.printf(
                Locale.ROOT, "accuracy   %.3f (mean over folds; sd %.3f)%n", figures.accuracy(), figures.accuracySd());
        figures.auc().ifPresent(auc -> print.printf(Locale.ROOT, "AUC        %.3f", auc));
        figures.aucInterval()
                .ifPresent(interval -> print.printf(
                        Locale.ROOT, " (95 %% interval %.3f to %.3f)%n", interval.lower(), interval.upper()));
        figures.kappa().ifPresent(kappa -> print.printf(Locale.ROOT, "kappa      %.3f (quadratic weights)%n", kappa));
        point.ifPresent(chosen -> print.printf(
                Locale.ROOT,
                "threshold  %.4f (sensitivity %.3f, specificity %.3f on the predictions it was chosen on)%n",
                chosen.threshold(),
                chosen.sensitivity(),
                chosen.specificity()));
        print.printf(Locale.ROOT, "time       %.1f s%n", seconds);
        print.printf("head       %s, in %s%n", PackNotice.of(pack).label(), pack.folder());
        print.println("           figures are out of fold: each slide by heads that had not seen it");
        print.println(PackNotice.RESEARCH_USE);
    }
}
