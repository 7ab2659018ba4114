package org.acinus.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.acinus.outcome.SlideOutcome;
import org.junit.jupiter.api.Test;

class SlidesCsvWriterTest {

    @Test
    void eachSlideIsALineThatSaysWhoSaidItAndOnWhatTerms() throws IOException {
        StringWriter text = new StringWriter();
        SlidesCsvWriter csv = new SlidesCsvWriter(text);
        csv.add(TestingReports.cancer(TestingReports.fourTiles()));
        csv.add(TestingReports.of(new SlideOutcome.Rescan("blur, 80 %"), List.of(), false));

        String sha256 = TestingReports.SLIDE_SHA256;
        String times = "2026-11-23T10:00:00Z,2026-11-23T10:01:30.500Z,Research use only; not a medical device.";
        assertThat(text.toString().lines())
                .containsExactly(
                        SlidesCsvWriter.HEADER,
                        "site A/slide-1.svs," + sha256
                                + ",CANCER,0.874,2,0.6,false,,4,1,demo-head,1.0.0,Apache-2.0,true," + times,
                        "site A/slide-1.svs," + sha256
                                + ",RESCAN,,,,false,\"blur, 80 %\",0,0,demo-head,1.0.0,Apache-2.0,false," + times);
        assertThat(SlidesCsvWriter.HEADER.split(",")).hasSize(17);
    }
}
