package org.acinus.export.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.acinus.export.PackNotice;
import org.acinus.export.PngFile;
import org.acinus.export.SlideDescription;
import org.acinus.export.SlideReport;
import org.acinus.gleason.pattern.GleasonPattern;
import org.acinus.gleason.pattern.GleasonScore;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.gleason.pattern.PatternShares;
import org.acinus.gleason.pattern.TumourExtent;
import org.acinus.mil.PackId;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class ReportPageTest {
    private static final PackId PACK = new PackId("demo-head", "1.0.0", "0".repeat(64));
    private static final Assessment BY_HEAD =
            new Assessment(0.9, OptionalInt.of(4), List.of(0d, 0.05, 0.05, 0.2, 0.6, 0.1), 0.9);
    private static final Assessment BY_BOTH = BY_HEAD.with(
            OptionalInt.of(4),
            new PatternReading(
                    Optional.of(new GleasonScore(GleasonPattern.G4, GleasonPattern.G4)),
                    new TumourExtent(0.25, 3.25, 5, 12),
                    new PatternShares(0, 1, 0)));

    @Test
    void whatTheModelCannotKnowIsSaidNotToBeAssessed() throws Exception {
        Document page = parse(ReportPage.of(sheet("a.svs", new SlideOutcome.Cancer(BY_HEAD), false)));

        assertThat(field(page, "Grade group (ISUP)")).isEqualTo("4 (4+4, 3+5 or 5+3)");
        for (String unknown : List.of(
                "Histologic type",
                "Gleason score",
                "Tumour length",
                "Cribriform glands",
                "Intraductal carcinoma",
                "Perineural invasion",
                "Artefacts")) {
            assertThat(field(page, unknown)).as(unknown).isEqualTo("not assessed");
        }
        NodeList cells = page.getElementsByTagName("td");
        for (int i = 0; i < cells.getLength(); i++) {
            assertThat(cells.item(i).getTextContent()).as("cell %d", i).isNotEmpty();
        }
    }

    @Test
    void theTilesFillInScoreSharesAndExtent() throws Exception {
        Document page = parse(ReportPage.of(sheet("a.svs", new SlideOutcome.Cancer(BY_BOTH), false)));

        assertThat(field(page, "Gleason score")).isEqualTo("4+4 = 8");
        assertThat(field(page, "Pattern 3 / 4 / 5 of tumour")).isEqualTo("0 / 100 / 0 %");
        assertThat(field(page, "Tumour of tissue")).isEqualTo("25 %");
        assertThat(field(page, "Tumour length")).isEqualTo("3.3 mm (with gaps 5.0 mm) of 12.0 mm");
    }

    @Test
    void whatComesFromOutsideIsText() throws Exception {
        String name = "<script>alert('1')&\u0001.svs";
        String page = ReportPage.of(sheet(name, new SlideOutcome.NeedsReview(BY_HEAD, "<b>odd</b>"), true));

        assertThat(page).doesNotContain("<script").doesNotContain("<b>").contains("DEMO: a demonstration");
        assertThat(parse(page).getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo("<script>alert('1')&\uFFFD.svs");
    }

    @Test
    void nothingIsFetchedFromAnywhere() throws Exception {
        Document page = parse(ReportPage.of(sheet("a.svs", new SlideOutcome.Cancer(BY_BOTH), true)));

        for (String tag : List.of("script", "link", "iframe", "object")) {
            assertThat(page.getElementsByTagName(tag).getLength()).as(tag).isZero();
        }
        Element picture = (Element) page.getElementsByTagName("img").item(0);
        assertThat(picture.getAttribute("src")).startsWith("data:image/png;base64,");
    }

    @Test
    void aSlideIsOnePageOnPaperWithItsWords() throws Exception {
        String reason = "the head says grade group 1, the tiles say 4+4, grade group 4; ".repeat(3);
        try (PDDocument pdf =
                print(ReportPage.of(sheet("a.svs", new SlideOutcome.NeedsReview(BY_BOTH, reason), true)))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("NEEDS REVIEW", "4+4 = 8", "not assessed", "Research use only; not a medical device.")
                    .contains("DEMO", "demo-head 1.0.0", "0123456789ab@2026-11-23T10:00:00Z");
        }
    }

    @Test
    void greekAndCyrillicArePrintedAndWhatNoFontHasIsANumberThatTheFootExplains() throws Exception {
        String page = ReportPage.of(sheet("Δοκιμή-Проба-検体-\u05D0.svs", new SlideOutcome.Cancer(BY_BOTH), false));
        try (PDDocument pdf = print(page)) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Δοκιμή-Проба-\\u691C\\u4F53-\\u05D0.svs", "\\u691C stands for a character")
                    .doesNotContain("#");
        }
        assertThat(page).contains("検体");
        try (PDDocument pdf = print(ReportPage.of(sheet("a.svs", new SlideOutcome.Cancer(BY_BOTH), false)))) {
            assertThat(new PDFTextStripper().getText(pdf)).doesNotContain("stands for a character");
        }
    }

    @Test
    void gradesWithoutProbabilitiesSayWhyThereAreNone() throws Exception {
        Assessment byTiles = new Assessment(0.9, OptionalInt.of(4), List.of(), 0.9);
        Document page = parse(ReportPage.of(sheet("a.svs", new SlideOutcome.Cancer(byTiles), false)));

        assertThat(field(page, "Distribution")).startsWith("not assessed: the grade group follows from patterns");
    }

    @Test
    void theHeatmapIsShownWithoutTheWordsThatThePageSaysItself() throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        PngFile.write(new BufferedImage(1000, 700, BufferedImage.TYPE_INT_RGB), 200, 100, png);
        SlideSheet plain = sheet("a.svs", new SlideOutcome.Cancer(BY_BOTH), false);
        SlideSheet worded = new SlideSheet(plain.report(), Optional.of(png.toByteArray()), Optional.empty());

        // 186 mm wide, so 0.186 mm a pixel: 500 rows are shown, 200 are above the edge.
        assertThat(ReportPage.of(worded)).contains("height:93.0mm;overflow:hidden", "margin-top:-37.20mm");
        try (PDDocument pdf = print(ReportPage.of(worded))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(PngFile.head(png.toByteArray())).isEqualTo(new PngFile.Head(1000, 700, 200, 100));
    }

    @Test
    void similarTilesAreASheetOfTheirOwn() throws Exception {
        SlideSheet one = sheet("a.svs", new SlideOutcome.Cancer(BY_BOTH), true);
        SlideSheet two = new SlideSheet(one.report(), one.heatmap(), one.heatmap());

        try (PDDocument pdf = print(ReportPage.of(two))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            PDFTextStripper second = new PDFTextStripper();
            second.setStartPage(2);
            assertThat(second.getText(pdf)).contains("Similar tiles of known slides");
        }
    }

    @Test
    void aCaseOfTwelveCoresIsOnePageWithTheGravestGrade() throws Exception {
        List<CaseSheet.Part> parts = new ArrayList<>();
        for (int core = 0; core < 12; core++) {
            SlideOutcome outcome = core == 7
                    ? new SlideOutcome.Cancer(BY_BOTH)
                    : new SlideOutcome.Benign(new Assessment(0.1, OptionalInt.of(0), List.of(), 0.9));
            parts.add(new CaseSheet.Part("part " + core, sheet("core-" + core + ".svs", outcome, false)));
        }
        String page = ReportPage.of(new CaseSheet("C-17", parts));

        assertThat(field(parse(page), "Highest grade group of a slide")).isEqualTo("4");
        assertThat(field(parse(page), "Global grade of the case")).isEqualTo("not assessed");
        assertThat(field(parse(page), "Slides"))
                .isEqualTo("12: 1 with cancer called, 0 left to a person, 0 not assessed");
        try (PDDocument pdf = print(page)) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
        }
    }

    @Test
    void aCaseGoesByPartsAndShowsTheGravestFirstWithoutTheirLegends() throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        PngFile.write(new BufferedImage(1000, 700, BufferedImage.TYPE_INT_RGB), 200, 100, png);
        List<CaseSheet.Part> parts = new ArrayList<>();
        for (String part : List.of("C", "A", "B")) {
            SlideOutcome outcome = switch (part) {
                case "A" -> new SlideOutcome.Rescan("out of focus");
                case "B" -> new SlideOutcome.Benign(new Assessment(0.001, OptionalInt.of(0), List.of(), 0.999));
                default -> new SlideOutcome.Benign(new Assessment(0.4, OptionalInt.of(0), List.of(), 0.6));
            };
            SlideSheet plain = sheet("slide-" + part + ".svs", outcome, false);
            parts.add(new CaseSheet.Part(
                    part, new SlideSheet(plain.report(), Optional.of(png.toByteArray()), Optional.empty())));
        }
        String page = ReportPage.of(new CaseSheet("C-17", parts));

        assertThat(field(parse(page), "Slides"))
                .isEqualTo("3: 0 with cancer called, 0 left to a person, 1 not assessed");
        String table = page.substring(page.indexOf("table class=\"slides\""), page.indexOf("class=\"picture\""));
        assertThat(table).containsSubsequence("slide-A.svs", "slide-B.svs", "&lt; 0.01", "slide-C.svs", "0.40");
        String pictures = page.substring(page.indexOf("class=\"picture\""));
        assertThat(pictures).containsSubsequence("<br />slide-C.svs", "<br />slide-B.svs", "<br />slide-A.svs");
        // 90 mm wide, so 0.09 mm a pixel: of 700 rows 400 are shown.
        assertThat(pictures).contains("height:36.0mm;overflow:hidden", "margin-top:-18.00mm");
    }

    @Test
    void partsStandInTheOrderInWhichPeopleCount() throws Exception {
        List<CaseSheet.Part> parts = new ArrayList<>();
        for (String part : List.of("B10", "10", "A", "2", "B2", "")) {
            SlideOutcome outcome = new SlideOutcome.Benign(new Assessment(0.1, OptionalInt.of(0), List.of(), 0.9));
            parts.add(new CaseSheet.Part(part, sheet("slide.svs", outcome, false)));
        }
        assertThat(new CaseSheet("C-17", parts).slides())
                .extracting(CaseSheet.Part::part)
                .containsExactly("", "2", "10", "A", "B2", "B10");
    }

    private static SlideSheet sheet(String file, SlideOutcome outcome, boolean demo) throws IOException {
        SlideResult result = new SlideResult(
                "0123456789abcdef".repeat(4),
                outcome,
                100,
                1,
                PACK,
                Instant.parse("2026-11-23T10:00:00Z"),
                Instant.parse("2026-11-23T10:01:00Z"),
                List.of());
        SlideDescription slide = new SlideDescription(
                file, "direct", new Bounds(0, 0, 100, 100), new PixelSpacing(0.5, 0.5, SpacingSource.VENDOR));
        BufferedImage tall = new BufferedImage(700, 1400, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(tall, "png", png);
        return new SlideSheet(
                new SlideReport(slide, result, new PackNotice(PACK, "Apache-2.0", demo, "MODEL_CARD.md")),
                Optional.of(png.toByteArray()),
                Optional.empty());
    }

    private static PDDocument print(String page) throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfPrinter.print(page, pdf);
        return Loader.loadPDF(pdf.toByteArray());
    }

    /// The value beside a name, on a page that is well-formed XML.
    private static String field(Document page, String name) {
        NodeList cells = page.getElementsByTagName("td");
        for (int i = 0; i + 1 < cells.getLength(); i++) {
            if (cells.item(i).getTextContent().equals(name)) {
                return cells.item(i + 1).getTextContent();
            }
        }
        throw new AssertionError("no field " + name);
    }

    private static Document parse(String page) throws ParserConfigurationException, SAXException, IOException {
        String xml = page.replaceFirst("<!DOCTYPE html>", "");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
