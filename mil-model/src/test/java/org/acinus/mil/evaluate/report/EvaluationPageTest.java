package org.acinus.mil.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.acinus.mil.evaluate.EvaluatedCase;
import org.acinus.mil.evaluate.Evaluation;
import org.acinus.mil.evaluate.EvaluationOptions;
import org.acinus.mil.evaluate.TestingCases;
import org.acinus.mil.evaluate.agreement.ReaderAgreement;
import org.acinus.mil.evaluate.agreement.Reading;
import org.acinus.mil.evaluate.statistic.Bootstrap;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class EvaluationPageTest {
    private static final String EVIL = "<script>alert('x')</script>&\"";

    private static String page() {
        List<EvaluatedCase> cases = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            double cancer = (i % 9) / 9.0 + 0.05;
            EvaluatedCase one = TestingCases.of("s" + i, i % 4 < 2 ? 0 : 1, List.of(1 - cancer, cancer));
            String site = i < 10 ? "tiny" : i < 50 ? EVIL : "north";
            cases.add(new EvaluatedCase(
                    one.id(),
                    new EvaluatedCase.Origin("p" + i / 2, Optional.of(site), Optional.empty()),
                    one.truth(),
                    one.answer()));
        }
        EvaluationOptions options = new EvaluationOptions(2, 20, new Bootstrap(200, 1));
        ReaderAgreement agreement = ReaderAgreement.of(
                List.of(new Reading(EVIL, Map.of("s1", 0)), new Reading("b", Map.of("s1", 1))),
                List.of(),
                Map.of(),
                options);
        LinkedHashMap<String, String> facts = new LinkedHashMap<>();
        facts.put("predictions", EVIL);
        return EvaluationPage.of(
                Evaluation.of(cases, options),
                Optional.of(agreement),
                new ReportSubject("Title " + EVIL, List.of("benign", EVIL), facts, List.of(EVIL), "1.0"));
    }

    @Test
    void saysWhatItMustAndNeedsNothingElse() {
        assertThat(page())
                .contains("90 slides of 45 patients")
                .contains("Research use only; not a medical device.")
                .contains("95 % interval by formula")
                .contains("200 resamples of patients")
                .contains("too few")
                .contains("Expected calibration error")
                .contains("Content-Security-Policy")
                .doesNotContain("<link")
                .doesNotContain("<img")
                .doesNotContain("src=")
                .doesNotContain("href=");
    }

    @Test
    void whateverComesFromOutsideIsEscaped() {
        assertThat(page())
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;");
    }

    @Test
    void everyPlotIsWellFormed() throws ParserConfigurationException, SAXException, IOException {
        Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page());
        int plots = 0;
        while (svg.find()) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg.group())));
            plots++;
        }
        assertThat(plots).isEqualTo(4);
    }
}
