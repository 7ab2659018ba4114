package org.acinus.mil.train.packing;

import java.util.ArrayList;
import java.util.List;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.train.FoldResult;
import org.acinus.mil.train.OperatingPoint;
import org.acinus.mil.train.OutOfFold;

/// `predictions.csv`: what was said of each bag by heads that had not seen its patient, one line a bag.
///
/// Probabilities are the mean over the repeats. The column of the answer is `score` (the probability of cancer)
/// for a binary task and `isup` (the most probable grade) for grades, as `evaluate` wants it.
final class Predictions {
    private static final String NOTICE = "research use only; not a medical device";

    private Predictions() {}

    static String csv(HeadTask task, List<FoldResult> folds) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(header(task));
        OperatingPoint.pooled(folds).forEach(bag -> lines.add(line(task, bag)));
        return CsvText.of(lines);
    }

    private static List<String> header(HeadTask task) {
        List<String> header = new ArrayList<>(List.of("slide", task == HeadTask.BINARY ? "score" : "isup", "truth"));
        HeadPackWriter.classes(task).forEach(name -> header.add("p_" + name));
        header.add("notice");
        return header;
    }

    private static List<String> line(HeadTask task, OutOfFold pooled) {
        List<String> line = new ArrayList<>();
        line.add(pooled.bag());
        line.add(task == HeadTask.BINARY ? "" + pooled.cancer() : "" + pooled.called());
        line.add("" + pooled.truth());
        pooled.probabilities().forEach(probability -> line.add("" + probability));
        line.add(NOTICE);
        return line;
    }
}
