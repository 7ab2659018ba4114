package org.acinus.export.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.export.report.Markup.Field;
import org.acinus.gleason.pattern.GleasonScore;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.gleason.pattern.TumourExtent;
import org.acinus.outcome.Assessment;

/// The fields of a prostate needle biopsy's report (College of American Pathologists, *Prostate Needle Biopsy:
/// Specimen Level*; van Leenders et al. 2020), filled in as far as the model can know them.
final class GradeFields {
    private GradeFields() {}

    /// All fields of one slide, in the protocol's order.
    static List<Field> of(Optional<Assessment> said) {
        Optional<PatternReading> reading = said.flatMap(Assessment::patterns);
        Optional<GleasonScore> score = reading.flatMap(PatternReading::score);
        Optional<TumourExtent> extent = reading.map(PatternReading::extent);
        List<Field> fields = new ArrayList<>();
        fields.add(Field.unknown("Histologic type"));
        fields.add(new Field(
                "Gleason pattern, primary",
                pattern(score.map(known -> known.primary().number()), reading)));
        fields.add(new Field(
                "Gleason pattern, secondary",
                pattern(score.map(known -> known.secondary().number()), reading)));
        fields.add(new Field("Gleason score", score(score, reading)));
        fields.add(new Field("Grade group (ISUP)", said.flatMap(GradeFields::group)));
        fields.add(new Field("Pattern 3 / 4 / 5 of tumour", reading.map(GradeFields::shares)));
        fields.add(new Field("Tumour of tissue", extent.map(known -> Markup.percent(known.share()))));
        fields.add(new Field("Tumour length", extent.map(GradeFields::length)));
        for (String name : List.of(
                "Cribriform glands",
                "Intraductal carcinoma",
                "Perineural invasion",
                "Extraprostatic extension",
                "Seminal vesicle invasion",
                "Lymphovascular invasion",
                "Other findings")) {
            fields.add(Field.unknown(name));
        }
        return fields;
    }

    private static Optional<String> pattern(Optional<Integer> number, Optional<PatternReading> reading) {
        return number.map(String::valueOf).or(() -> reading.map(benign -> "none found"));
    }

    private static Optional<String> score(Optional<GleasonScore> score, Optional<PatternReading> reading) {
        return score.map(known -> known + " = " + known.sum()).or(() -> reading.map(benign -> "none found"));
    }

    /// The grade group in words.
    static Optional<String> group(Assessment said) {
        OptionalInt grade = said.isupGrade();
        if (grade.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                grade.getAsInt() == 0 ? "0 (no cancer called)" : grade.getAsInt() + " " + scores(grade.getAsInt()));
    }

    /// The scores that are of a grade group (Epstein et al. 2016).
    private static String scores(int grade) {
        return switch (grade) {
            case 1 -> "(3+3)";
            case 2 -> "(3+4)";
            case 3 -> "(4+3)";
            case 4 -> "(4+4, 3+5 or 5+3)";
            default -> "(4+5, 5+4 or 5+5)";
        };
    }

    private static String shares(PatternReading reading) {
        if (reading.score().isEmpty()) {
            return "no tumour found";
        }
        return String.format(
                Locale.ROOT,
                "%.0f / %.0f / %.0f %%",
                100 * reading.shares().g3(),
                100 * reading.shares().g4(),
                100 * reading.shares().g5());
    }

    private static String length(TumourExtent extent) {
        return Markup.millimetres(extent.tumourMillimetres()) + " (with gaps "
                + Markup.millimetres(extent.spanMillimetres()) + ") of "
                + Markup.millimetres(extent.tissueMillimetres());
    }
}
