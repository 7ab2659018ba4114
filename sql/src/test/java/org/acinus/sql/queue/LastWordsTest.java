package org.acinus.sql.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LastWordsTest {
    @Test
    void crashIsToldAndFreeTextIsNot() {
        List<String> said = List.of(
                "TIFFReadDirectory: Warning, ImageDescription = Patient Erika Mustermann 12/29/09.",
                "# A fatal error has been detected by the Java Runtime Environment:",
                "#  SIGSEGV (0xb) at pc=0x00007f3a2c0d1e2f, pid=4711, tid=4712",
                "# C  [libopenslide.so.1+0x1e2f]",
                "# Command line: java -cp x org.acinus.cli.Main worker /slides/Mustermann.svs",
                "java.lang.IllegalStateException: barcode 12345 of Mustermann",
                "\tat org.acinus.wsi.Slide.read(Slide.java:17)",
                "Caused by: java.io.IOException: Mustermann.svs");
        assertThat(LastWords.of(said)).hasValue("""
                (1 line not kept)
                # A fatal error has been detected by the Java Runtime Environment:
                #  SIGSEGV (0xb) at pc=0x00007f3a2c0d1e2f, pid=4711, tid=4712
                # C  [libopenslide.so.1+0x1e2f]
                (1 line not kept)
                java.lang.IllegalStateException
                	at org.acinus.wsi.Slide.read(Slide.java:17)
                Caused by: java.io.IOException""");
    }

    @Test
    void nothingSaidIsNothingKept() {
        assertThat(LastWords.of(List.of())).isEmpty();
        assertThat(LastWords.of(List.of("", "  "))).isEmpty();
    }

    @Test
    void onlyTheEndIsKept() {
        String longName = "\tat org." + "x".repeat(180) + "(X.java:1)";
        String kept = LastWords.of(Collections.nCopies(1000, longName)).orElseThrow();
        assertThat(kept).hasSizeLessThanOrEqualTo(8000).endsWith("(X.java:1)");
    }
}
