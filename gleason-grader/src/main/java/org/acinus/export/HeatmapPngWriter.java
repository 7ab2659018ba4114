package org.acinus.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.heatmap.HeatmapPicture;
import org.acinus.heatmap.drawing.Caption;
import org.acinus.outcome.Assessment;
import org.acinus.tissue.Overview;

/// `heatmap.png`: where the answer comes from, drawn over one slide's overview.
public final class HeatmapPngWriter implements SlideExport {
    private final HeatmapPicture picture;
    private final Overview overview;

    /// A writer for one slide.
    ///
    /// @param picture may be shared by all slides
    /// @param overview the whole slide, see [HeatmapPicture#overviewOf]
    public HeatmapPngWriter(HeatmapPicture picture, Overview overview) {
        this.picture = picture;
        this.overview = overview;
    }

    @Override
    public String fileName(String folderName) {
        return "heatmap.png";
    }

    @Override
    public void write(SlideReport report, OutputStream out) throws IOException {
        SlideDescription slide = report.slide();
        Caption caption = caption(report);
        BufferedImage drawn = picture.draw(
                overview, slide.bounds(), slide.spacing(), report.result().tiles(), caption);
        write(drawn, caption, out);
    }

    /// Writes a heatmap that says where its words and its legend are.
    static void write(BufferedImage drawn, Caption caption, OutputStream out) throws IOException {
        PngFile.write(drawn, HeatmapPicture.headerHeight(caption), HeatmapPicture.footerHeight(drawn), out);
    }

    /// The words above a slide's heatmap.
    static Caption caption(SlideReport report) {
        PackNotice notice = report.notice();
        List<String> lines = new ArrayList<>();
        lines.add(answer(report));
        report.result().outcome().explanation().ifPresent(lines::add);
        lines.add(notice.credit());
        Optional<String> mark = notice.demo() ? Optional.of(PackNotice.DEMO) : Optional.empty();
        return new Caption(notice.demoSentence(), mark, report.slide().fileName(), lines, PackNotice.RESEARCH_USE);
    }

    private static String answer(SlideReport report) {
        String outcome = report.outcomeLabel().replace('_', ' ');
        return report.result()
                .outcome()
                .modelAssessment()
                .map(assessment -> outcome + " · " + words(assessment))
                .orElse(outcome);
    }

    private static String words(Assessment assessment) {
        String probability = "cancer probability " + Rounded.probability(assessment.cancerProbability());
        return assessment.isupGrade().isPresent()
                ? probability + " · ISUP grade " + assessment.isupGrade().getAsInt()
                : probability;
    }
}
