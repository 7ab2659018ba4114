package org.acinus.mil.train.packing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.train.FoldResult;
import org.acinus.mil.train.OutOfFold;

/// `predictions.csv`: what was said of each bag by heads that had not seen its patient, one line a bag.
///
/// Probabilities are the mean over the repeats. The column of the answer is `score` (the probability of cancer)
/// for a binary task and `isup` (the most probable grade) for grades, as `evaluate` wants it.
final class Predictions {
    private static final String NOTICE = "research use only; not a medical device";

    private Predictions() {}

    static String csv(HeadTask task, List<FoldResult> folds) {
        SortedMap<String, List<OutOfFold>> byBag = new TreeMap<>();
        for (FoldResult fold : folds) {
            for (OutOfFold prediction : fold.predictions()) {
                byBag.computeIfAbsent(prediction.bag(), bag -> new ArrayList<>())
                        .add(prediction);
            }
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(header(task));
        byBag.values().forEach(said -> lines.add(line(task, said)));
        try {
            return CsvMapper.builder()
                    .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                    .build()
                    .writerFor(List.class)
                    .with(CsvSchema.emptySchema())
                    .writeValueAsString(lines);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Lists of text always have a CSV form", impossible);
        }
    }

    private static List<String> header(HeadTask task) {
        List<String> header = new ArrayList<>(List.of("slide", task == HeadTask.BINARY ? "score" : "isup", "truth"));
        HeadPackWriter.classes(task).forEach(name -> header.add("p_" + name));
        header.add("notice");
        return header;
    }

    private static List<String> line(HeadTask task, List<OutOfFold> said) {
        List<Double> mean = new ArrayList<>();
        for (int c = 0; c < task.classes(); c++) {
            int column = c;
            mean.add(said.stream()
                    .mapToDouble(prediction -> prediction.probabilities().get(column))
                    .average()
                    .orElseThrow());
        }
        OutOfFold first = said.getFirst();
        OutOfFold pooled = new OutOfFold(first.bag(), first.truth(), mean);
        List<String> line = new ArrayList<>();
        line.add(pooled.bag());
        line.add(task == HeadTask.BINARY ? "" + pooled.cancer() : "" + pooled.called());
        line.add("" + pooled.truth());
        mean.forEach(probability -> line.add("" + probability));
        line.add(NOTICE);
        return line;
    }
}
