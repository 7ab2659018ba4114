package org.acinus.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.acinus.cli.TestingLedger;
import org.acinus.export.PackNotice;
import org.acinus.export.ResultFolders;
import org.acinus.export.ResultJsonWriter;
import org.acinus.export.ResultOwner;
import org.acinus.export.SlideDescription;
import org.acinus.export.SlideReport;
import org.acinus.mil.PackId;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.pipeline.StoredRun;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedSlidesTest {
    private static final PackId PACK = new PackId("demo-head", "1.0.0", "f".repeat(64));
    private static final Path ROOT = Path.of("/slides");

    @TempDir
    Path workspace;

    private final TestingLedger ledger = new TestingLedger();
    private final StringWriter err = new StringWriter();

    @Test
    void everySlideIsGivenWithItsOwnFolderAlsoWhereNamesAreEqual() throws IOException {
        store("a/x.svs", "a".repeat(64));
        store("b/x.svs", "b".repeat(64));
        List<String> seen = new ArrayList<>();

        FinishedSlides.Count count = slides().forEach((report, at) -> seen.add(at.slide() + " in " + at.name()));

        assertThat(count).isEqualTo(new FinishedSlides.Count(2, 0));
        assertThat(seen).containsExactly("/slides/a/x.svs in x.svs", "/slides/b/x.svs in x.svs~bbbbbbbb");
    }

    @Test
    void aSlideWhoseFolderIsGoneIsNamedAndTheOthersGoOn() throws IOException {
        Path folder = store("a/x.svs", "a".repeat(64));
        store("b/y.svs", "b".repeat(64));
        Files.delete(folder.resolve("result.json"));
        List<String> seen = new ArrayList<>();

        FinishedSlides.Count count =
                slides().forEach((report, there) -> seen.add(report.slide().file()));

        assertThat(count).isEqualTo(new FinishedSlides.Count(1, 1));
        assertThat(seen).containsExactly("b/y.svs");
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("acinus: a/x.svs was not exported: ")
                .contains("result.json");
    }

    private FinishedSlides slides() {
        return new FinishedSlides(ledger, workspace, new PrintWriter(err, true));
    }

    private Path store(String file, String sha256) throws IOException {
        SlideResult result = new SlideResult(
                sha256, new SlideOutcome.Rescan("blur"), 0, 0, PACK, Instant.EPOCH, Instant.EPOCH, List.of());
        SlideDescription slide = new SlideDescription(
                file, "openslide", new Bounds(0, 0, 100, 100), new PixelSpacing(0.5, 0.5, SpacingSource.VENDOR));
        SlideReport report = new SlideReport(slide, result, new PackNotice(PACK, "Apache-2.0", true, "card"));
        Path folder =
                new ResultFolders(workspace.resolve("results")).claim(ResultOwner.of(ROOT.toString(), file, sha256));
        new ResultJsonWriter("0.1.0", "none").writeInto(folder, report);
        ledger.add(new StoredRun(ledger.newestRuns().size(), ROOT, file), result);
        return folder;
    }
}
