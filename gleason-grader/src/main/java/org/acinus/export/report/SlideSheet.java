package org.acinus.export.report;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.export.PackNotice;
import org.acinus.export.Rounded;
import org.acinus.export.SlideReport;
import org.acinus.export.report.Markup.Field;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideResult;
import org.acinus.quality.Artefact;
import org.acinus.quality.QualitySummary;

/// What the page of one slide says.
///
/// @param report of the slide
/// @param heatmap the slide plain and with its tiles coloured, a PNG; a page without it says so
/// @param similar its loudest tiles beside those of known slides, a PNG; on paper on a sheet of its own
public record SlideSheet(SlideReport report, Optional<byte[]> heatmap, Optional<byte[]> similar) {
    private static final double PICTURE_WIDE = 186;
    private static final double PICTURE_HIGH = 112;
    private static final double SIMILAR_HIGH = 240;
    private static final String NO_GRADES =
            "the grade group follows from patterns of tiles, which give no probabilities";

    /// The page's title.
    String title() {
        return report.slide().fileName();
    }

    /// The page's content.
    ///
    /// @throws IOException where the heatmap is no picture
    String body() throws IOException {
        Optional<Assessment> said = report.result().outcome().modelAssessment();
        return "<h1>" + Markup.escape(title()) + "</h1>\n"
                + verdict(report)
                + "<table class=\"columns\"><tr><td class=\"column\">"
                + said.map(SlideSheet::answer).orElse("<p>No model was asked.</p>")
                + Markup.fields("Quality of the scan", quality())
                + "</td><td class=\"column\">"
                + Markup.fields("Prostate biopsy", GradeFields.of(said))
                + "</td></tr></table>\n"
                + picture()
                + Markup.fields("Where this comes from", origin());
    }

    /// What goes on a sheet of its own.
    ///
    /// @throws IOException where the picture is none
    String appendix() throws IOException {
        return similar.isEmpty()
                ? ""
                : "<div class=\"sheet\"><h1>" + Markup.escape("Similar tiles of known slides") + "</h1>\n"
                        + Picture.png(similar.get())
                                .fitted(
                                        PICTURE_WIDE,
                                        SIMILAR_HIGH,
                                        "the loudest tiles, each beside the nearest one without and with cancer")
                        + "</div>\n";
    }

    /// The outcome as one line, and why a person must look.
    static String verdict(SlideReport report) {
        String label = report.outcomeLabel();
        String grade = report.result()
                .outcome()
                .modelAssessment()
                .map(said -> words(label, said.isupGrade()))
                .orElse("");
        String why = report.result()
                .outcome()
                .explanation()
                .map(reason -> "<p class=\"why\">" + Markup.escape(upper(reason)) + ".</p>\n")
                .orElse("");
        return "<p class=\"verdict " + label.toLowerCase(Locale.ROOT) + "\">"
                + Markup.escape(label.replace('_', ' ') + grade) + "</p>\n" + why;
    }

    private static String words(String label, OptionalInt grade) {
        String begin = label.equals("NEEDS_REVIEW") ? " · the model says " : " · ";
        if (grade.isEmpty() || (grade.getAsInt() == 0 && label.equals("BENIGN"))) {
            return "";
        }
        return begin + (grade.getAsInt() == 0 ? "benign" : "grade group " + grade.getAsInt());
    }

    private static String upper(String reason) {
        return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
    }

    private static String answer(Assessment said) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("Cancer probability", Rounded.probability(said.cancerProbability())));
        fields.add(new Field("Confidence in the call", Rounded.probability(said.confidence())));
        StringBuilder answer = new StringBuilder(Markup.fields("What the model says", fields));
        if (!said.isupProbabilities().isEmpty()) {
            boolean given = said.isupGrade().orElse(0) > 0;
            answer.append("<table class=\"bars\"><tr><th colspan=\"3\">Grade group"
                    + (given ? ", given that there is cancer" : "") + "</th></tr>\n");
            for (int grade = 0; grade < said.isupProbabilities().size(); grade++) {
                answer.append(bar(grade, said.isupProbabilities().get(grade), given));
            }
            answer.append("</table>\n");
        } else if (said.isupGrade().isPresent()) {
            answer.append(
                    Markup.fields("Probabilities of grade groups", List.of(Field.unknown("Distribution", NO_GRADES))));
        }
        return answer.toString();
    }

    private static String bar(int grade, double probability, boolean given) {
        if (grade == 0 && given) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "<tr><td class=\"name\">%s</td><td class=\"bar\"><div style=\"width:%.1fmm\">&#160;</div></td>"
                        + "<td class=\"number\">%s</td></tr>%n",
                grade == 0 ? "benign" : String.valueOf(grade),
                Math.max(0.2, 40 * probability),
                Markup.escape(Rounded.probability(probability)));
    }

    private List<Field> quality() {
        SlideResult result = report.result();
        List<Field> fields = new ArrayList<>();
        Optional<QualitySummary> quality = result.quality();
        fields.add(new Field("Tissue", quality.map(known -> area(known.tissueMm2()))));
        fields.add(new Field("Tiles", result.tilesTotal() + " in tissue, " + result.tilesUnreadable() + " unreadable"));
        fields.add(new Field("Artefacts", quality.map(SlideSheet::artefacts)));
        return fields;
    }

    private static String area(double mm2) {
        if (mm2 < 0.005) {
            return mm2 > 0 ? "below 0.01 mm²" : "none found";
        }
        return String.format(Locale.ROOT, mm2 < 1 ? "%.2f mm²" : "%.1f mm²", mm2);
    }

    private static String artefacts(QualitySummary quality) {
        List<String> found = quality.shares().entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .sorted(Map.Entry.<Artefact, Double>comparingByValue().reversed())
                .map(kind -> kind.getKey().words() + " " + Markup.percent(kind.getValue()))
                .toList();
        return found.isEmpty() ? "none found" : String.join(", ", found);
    }

    private String picture() throws IOException {
        if (heatmap.isEmpty()) {
            return "<p class=\"why\">There is no heatmap of this slide.</p>\n";
        }
        return "<div class=\"picture\">"
                + Picture.png(heatmap.get())
                        .fittedWithoutWords(
                                PICTURE_WIDE, PICTURE_HIGH, "the slide, and the slide with its tiles coloured")
                + "The slide as it is, and in grey with what each tile said.</div>\n";
    }

    private List<Field> origin() {
        SlideResult result = report.result();
        PackNotice notice = report.notice();
        return List.of(
                new Field("Model pack", notice.label() + ", licence " + notice.licence() + ", card " + notice.card()),
                new Field(
                        "Run",
                        runId(result) + ", finished " + result.finishedAt().truncatedTo(ChronoUnit.SECONDS)),
                new Field("Slide", "sha256 " + result.sha256()),
                new Field(
                        "Read with",
                        String.format(
                                Locale.ROOT,
                                "%s, %.4f µm per pixel (%s)",
                                report.slide().reader(),
                                report.slide().spacing().xMicrons(),
                                report.slide()
                                        .spacing()
                                        .source()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '))));
    }

    /// Names a run for people: beginning of the slide's hash and when it began. Both are in `result.json` and in the
    /// database.
    static String runId(SlideResult result) {
        return result.sha256().substring(0, 12) + "@" + result.startedAt().truncatedTo(ChronoUnit.SECONDS);
    }
}
