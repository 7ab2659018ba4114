package org.acinus.export.report;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.acinus.export.Rounded;
import org.acinus.export.SlideReport;
import org.acinus.export.report.Markup.Field;
import org.acinus.gleason.pattern.GleasonScore;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;

/// What the page of one case says: its slides in a table, what they have in common, and the pictures of the gravest.
///
/// @param caseId as the user gave it
/// @param slides at least one; by part, then by name
public record CaseSheet(String caseId, List<Part> slides) {
    /// A slide of the case.
    ///
    /// @param part which part of the patient it is of, as the user named it; may be empty
    /// @param sheet what its own page says
    public record Part(String part, SlideSheet sheet) {
        private Optional<Assessment> said() {
            return sheet.report().result().outcome().modelAssessment();
        }

        private double cancerProbability() {
            return said().map(Assessment::cancerProbability).orElse(-1.0);
        }

        private int grade() {
            return said().map(Assessment::isupGrade).orElse(OptionalInt.empty()).orElse(-1);
        }
    }

    private static final int PICTURES = 4;

    /// Digits alone, or none of them.
    private static final Pattern RUN = Pattern.compile("[0-9]+|[^0-9]+");

    private static final String KEY =
            "<p>Each slide as it is, and in grey with what its tiles said: red towards cancer,"
                    + " blue towards benign, hatched where a tile was left out. The scale is on each slide's own page.</p>\n";

    public CaseSheet {
        slides = slides.stream()
                .sorted(Comparator.comparing(Part::part, CaseSheet::inOrder)
                        .thenComparing(slide -> slide.sheet().report().slide().file()))
                .toList();
    }

    /// As people count: 2 before 10, A2 before A10.
    private static int inOrder(String one, String other) {
        List<String> ones = RUN.matcher(one).results().map(MatchResult::group).toList();
        List<String> others =
                RUN.matcher(other).results().map(MatchResult::group).toList();
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            String a = ones.get(i);
            String b = others.get(i);
            int order = isNumber(a) && isNumber(b) ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
            if (order != 0) {
                return order;
            }
        }
        int shorter = Integer.compare(ones.size(), others.size());
        return shorter != 0 ? shorter : one.compareTo(other);
    }

    private static boolean isNumber(String run) {
        return run.charAt(0) >= '0' && run.charAt(0) <= '9';
    }

    /// The page's title.
    String title() {
        return "Case " + caseId;
    }

    /// The page's content.
    ///
    /// @throws IOException where a heatmap is no picture
    String body() throws IOException {
        StringBuilder body = new StringBuilder("<h1>" + Markup.escape(title()) + "</h1>\n");
        body.append(Markup.fields("The case", summary())).append(table());
        List<Part> gravest = slides.stream()
                .filter(slide -> slide.sheet().heatmap().isPresent())
                .sorted(Comparator.comparingInt(Part::grade)
                        .thenComparingDouble(Part::cancerProbability)
                        .reversed())
                .limit(PICTURES)
                .toList();
        body.append("<table class=\"columns\"><tr>");
        for (int i = 0; i < gravest.size(); i++) {
            SlideSheet sheet = gravest.get(i).sheet();
            body.append(i == 2 ? "</tr><tr>" : "")
                    .append("<td class=\"picture\">")
                    .append(Picture.png(sheet.heatmap().orElseThrow()).fittedWithoutLegend(90, 60, sheet.title()))
                    .append("<br />")
                    .append(Markup.escape(sheet.title()))
                    .append("</td>");
        }
        return body.append(gravest.isEmpty() ? "<td>No pictures.</td>" : "")
                .append("</tr></table>\n")
                .append(gravest.isEmpty() ? "" : KEY)
                .toString();
    }

    private List<Field> summary() {
        long positive = slides.stream()
                .filter(slide -> slide.sheet().report().result().outcome() instanceof SlideOutcome.Cancer)
                .count();
        long review = slides.stream()
                .filter(slide -> slide.sheet().report().result().outcome() instanceof SlideOutcome.NeedsReview)
                .count();
        long silent = slides.stream().filter(slide -> slide.said().isEmpty()).count();
        int highest = slides.stream().mapToInt(Part::grade).max().orElse(-1);
        return List.of(
                new Field(
                        "Slides",
                        slides.size() + ": " + positive + " with cancer called, " + review + " left to a person, "
                                + silent + " not assessed"),
                new Field("Highest grade group of a slide", highest < 0 ? Optional.empty() : Optional.of("" + highest)),
                Field.unknown("Global grade of the case"),
                Field.unknown("Clinical data, PSA, stage"));
    }

    private String table() {
        StringBuilder table = new StringBuilder(
                "<table class=\"slides\"><col style=\"width:16mm\" /><col style=\"width:32mm\" /><col style=\"width:24mm\" />"
                        + "<col style=\"width:14mm\" /><col style=\"width:20mm\" /><col style=\"width:20mm\" />"
                        + "<col style=\"width:20mm\" /><col /><tr><th>Part</th><th>Slide</th><th>Outcome</th>"
                        + "<th>p(cancer)</th><th>Grade group</th><th>Gleason</th><th>Tumour</th><th>Why</th></tr>\n");
        for (Part slide : slides) {
            SlideReport report = slide.sheet().report();
            Optional<PatternReading> reading = slide.said().flatMap(Assessment::patterns);
            table.append("<tr>");
            for (String cell : List.of(
                    slide.part().isEmpty() ? "–" : slide.part(),
                    report.slide().fileName(),
                    report.outcomeLabel().replace('_', ' '),
                    slide.said()
                            .map(said -> Rounded.probability(said.cancerProbability()))
                            .orElse("–"),
                    slide.grade() < 0 ? Markup.NOT_ASSESSED : String.valueOf(slide.grade()),
                    score(reading),
                    reading.map(known -> Markup.percent(known.extent().share())
                                    + String.format(
                                            Locale.ROOT,
                                            ", %.1f mm",
                                            known.extent().tumourMillimetres()))
                            .orElse(Markup.NOT_ASSESSED),
                    report.result().outcome().explanation().orElse("–"))) {
                table.append("<td>").append(Markup.escape(cell)).append("</td>");
            }
            table.append("</tr>\n");
        }
        return table.append("</table>\n").toString();
    }

    private static String score(Optional<PatternReading> reading) {
        return reading.map(known -> known.score().map(GleasonScore::toString).orElse("none found"))
                .orElse(Markup.NOT_ASSESSED);
    }
}
