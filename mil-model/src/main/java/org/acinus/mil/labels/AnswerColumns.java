package org.acinus.mil.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.acinus.mil.evaluate.EvaluatedCase;
import org.acinus.mil.pack.HeadTask;

/// Reads what predictions say: a value, and the classes' probabilities where columns `p_…` hold them.
final class AnswerColumns {
    private static final String PROBABILITY = "p_";
    private static final double ROUNDING = 1e-3;

    private final CsvTable table;
    private final int value;
    private final CaseRules rules;
    private final List<Integer> probabilities;

    AnswerColumns(CsvTable table, int value, CaseRules rules) {
        this.table = table;
        this.value = value;
        this.rules = rules;
        List<Integer> found = IntStream.range(1, table.header().size())
                .filter(i -> table.header().get(i).startsWith(PROBABILITY))
                .boxed()
                .toList();
        if (!found.isEmpty() && found.size() != rules.task().classes()) {
            throw new LabelDataException(
                    table.file() + " has " + found.size() + " columns " + PROBABILITY + "..., but task " + rules.task()
                            + " has " + rules.task().classes() + " classes; one probability a class, or none");
        }
        probabilities = found;
    }

    EvaluatedCase.Answer read(CsvTable.Row row) {
        List<Double> shares = shares(row);
        if (rules.task() == HeadTask.ISUP) {
            OptionalDouble cancer = shares.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Math.min(
                            1,
                            shares.stream()
                                    .skip(1)
                                    .mapToDouble(Double::doubleValue)
                                    .sum()));
            return new EvaluatedCase.Answer(grade(table, row, value, 5), cancer, shares);
        }
        double score = probability(row, value);
        return new EvaluatedCase.Answer(
                score >= rules.threshold() ? 1 : 0,
                OptionalDouble.of(score),
                shares.isEmpty() ? List.of(1 - score, score) : shares);
    }

    private List<Double> shares(CsvTable.Row row) {
        List<Double> shares = new ArrayList<>();
        probabilities.forEach(column -> shares.add(probability(row, column)));
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (!shares.isEmpty() && Math.abs(sum - 1) > ROUNDING) {
            throw new LabelDataException(String.format(
                    Locale.ROOT,
                    "%sthe probabilities add up to %.4f, not to 1; check the columns %s...",
                    table.where(row),
                    sum,
                    PROBABILITY));
        }
        return shares;
    }

    private double probability(CsvTable.Row row, int column) {
        String text = row.cells().get(column);
        double number = number(text);
        if (!(number >= 0 && number <= 1)) {
            throw new LabelDataException(table.where(row) + "'" + text + "' in column "
                    + table.header().get(column) + " is no probability; it must be a number from 0 to 1");
        }
        return number;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException words) {
            return Double.NaN;
        }
    }

    /// A whole number from 0 to the last class; `2.0` is taken as 2, since tables of numbers are often written
    /// so.
    static int grade(CsvTable table, CsvTable.Row row, int column, int last) {
        String text = row.cells().get(column);
        double number = number(text);
        if (!(number >= 0 && number <= last && number == Math.rint(number))) {
            throw new LabelDataException(table.where(row) + "'" + text + "' in column "
                    + table.header().get(column) + " is not a whole number from 0 to " + last + "; correct it"
                    + (last == 1 ? ", or take grades as binary labels with --positive-from" : ""));
        }
        return (int) number;
    }
}
