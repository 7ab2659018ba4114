package org.acinus.cli.slide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.acinus.cli.isolation.CohortRecord;
import org.acinus.cli.slide.cohort.CohortCsv;
import org.acinus.cli.slide.cohort.CohortPage;
import org.acinus.cli.slide.cohort.CohortRow;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.Json;
import org.acinus.draft.Drafts;
import org.acinus.export.AtomicFile;
import org.acinus.intake.folder.SafeText;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.FaultPoint;
import org.acinus.pipeline.SlideFolder;
import org.acinus.pipeline.SlideOverride;
import org.acinus.pipeline.SlidesCsv;
import org.acinus.pipeline.stage.Failures;
import org.acinus.pipeline.stage.TissueRule;
import org.acinus.quality.Artefact;
import org.acinus.quality.CheckedTiles;
import org.acinus.tiling.TilePlan;
import org.acinus.tissue.TissueMask;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.metadata.PixelSpacing;

/// Tiles many slides, each into a folder of its own, and sums them up in `cohort.csv` and `cohort.html`.
///
/// A slide that cannot be read, or that killed this process's forerunner, costs itself alone. What was tiled
/// already with the same settings is not tiled again: `summary.json` in a slide's folder, written last, says so.
final class CohortTiling {
    /// Goes up where the same settings would give another summary.
    private static final String VERSION = "tile/2";

    private static final int LONGEST_NAME = 100;

    private static final Set<CohortRecord.Fate> TOLD = Set.of(CohortRecord.Fate.DONE, CohortRecord.Fate.FAILED);

    private final TileWishes wishes;
    private final String settings;
    private final SlideTiling tiling;
    private final SlidesCsv stated;
    private final SlideFormats formats;
    private final Path out;
    private final CohortRecord record;
    private final PrintWriter err;

    /// For one cohort.
    ///
    /// @param settings all besides wishes and slide that can change a result, as text
    /// @param out folder for the slides' folders, made if missing
    /// @param record which slides this process's forerunners had
    /// @param err told how far it is
    CohortTiling(
            TileWishes wishes,
            String settings,
            SlideTiling tiling,
            SlidesCsv stated,
            SlideFormats formats,
            Path out,
            CohortRecord record,
            PrintWriter err) {
        this.wishes = wishes;
        this.settings = settings;
        this.tiling = tiling;
        this.stated = stated;
        this.formats = formats;
        this.out = out;
        this.record = record;
        this.err = err;
    }

    /// Tiles the slides that are not tiled yet. The page is written even where the command is interrupted, of the
    /// slides until then.
    ///
    /// @return how many slides failed
    int tile(List<SlideFolder.Found> slides) throws IOException, InterruptedException {
        Files.createDirectories(out);
        // Of what this command makes of all slides together; a slide's own go when it is tiled.
        Drafts.removeAbandoned(out, 1);
        Map<SlideFolder.Found, String> folders = folders(slides);
        List<CohortRow> rows = new ArrayList<>();
        try {
            for (SlideFolder.Found slide : slides) {
                rows.add(record.work(
                        slide.path(),
                        () -> row(slide, folders.getOrDefault(slide, "")),
                        row -> row.outcome() == CohortRow.Outcome.FAILED));
                tell(slide, rows.getLast(), rows.size() + "/" + slides.size());
            }
        } finally {
            CohortCsv.write(out.resolve("cohort.csv"), rows);
            CohortPage.write(out, rows, wishes.words(), Thumbnails.keys());
        }
        err.println("acinus: look through " + out.resolve("cohort.html"));
        return (int) rows.stream()
                .filter(row -> row.outcome() == CohortRow.Outcome.FAILED)
                .count();
    }

    /// Says what came of a slide, unless this process's forerunner said it.
    private void tell(SlideFolder.Found slide, CohortRow row, String where) {
        Optional<CohortRecord.Fate> before = record.before(slide.path());
        if (before.filter(TOLD::contains).isEmpty()) {
            String detail = row.detail().isEmpty() ? "" : " — " + SafeText.of(row.detail());
            err.printf("[%s] %s: %s%s%n", where, SafeText.of(row.file()), row.outcome(), detail);
            err.flush();
        }
    }

    /// A folder's name is its slide's; slides of one name, or with a long one, get a part of their place's hash too.
    private static Map<SlideFolder.Found, String> folders(List<SlideFolder.Found> slides) {
        Map<String, Long> uses =
                slides.stream().collect(Collectors.groupingBy(CohortTiling::name, Collectors.counting()));
        return slides.stream().collect(Collectors.toMap(slide -> slide, slide -> {
            String name = name(slide);
            boolean plain = uses.getOrDefault(name, 0L) == 1 && name.length() <= LONGEST_NAME;
            String start = name.substring(0, Math.min(name.length(), LONGEST_NAME));
            String hash = HexFormat.of().toHexDigits(slide.path().toString().hashCode());
            return plain ? name : start + "~" + hash;
        }));
    }

    private static String name(SlideFolder.Found slide) {
        return String.valueOf(slide.relative().getFileName());
    }

    private CohortRow row(SlideFolder.Found slide, String folder) throws IOException, InterruptedException {
        SlideOverride override = stated.of(slide.relative());
        if (override.exclude()) {
            return CohortRow.without(slide.relative().toString(), CohortRow.Outcome.EXCLUDED, "");
        }
        Job job = new Job(slide, out.resolve(folder), override, made(slide, override));
        if (record.before(slide.path()).equals(Optional.of(CohortRecord.Fate.KILLER))) {
            job.crash().leave(job.made());
            Drafts.removeAbandoned(job.folder(), SlideTiling.DEPTH);
        }
        Optional<CohortRow> before = before(job);
        if (before.isPresent()) {
            return before.get();
        }
        // Stopped half-way, the folder must not pass for what it was before.
        Files.deleteIfExists(job.summary());
        return tile(job);
    }

    /// A slide that is to be tiled.
    ///
    /// @param folder for its results
    /// @param made what it is made of and how, the same for equal results
    private record Job(SlideFolder.Found slide, Path folder, SlideOverride override, String made) {
        String file() {
            return slide.relative().toString();
        }

        Path summary() {
            return folder.resolve("summary.json");
        }

        CrashMark crash() {
            return new CrashMark(folder);
        }
    }

    private String made(SlideFolder.Found slide, SlideOverride override) {
        return String.join(
                "\n",
                VERSION,
                wishes.toString(),
                settings,
                "spacing " + override.spacingMicrons(),
                slide.bytes() + " bytes of " + slide.modified());
    }

    private CohortRow tile(Job job) throws IOException, InterruptedException {
        FaultPoint.IN_HAND.reach();
        Path file = job.slide().path();
        try (Slide opened = job.override().open(() -> formats.open(file))) {
            CheckedTiles tiles = tiling.tile(file, opened, job.folder());
            Thumbnails.write(job.folder(), tiles);
            CohortRow row = describe(job, opened, tiles);
            ObjectNode json = row.toJson().put("made", job.made());
            byte[] text = Json.pretty(json).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(job.summary(), to -> to.write(text));
            return row;
        } catch (CliException wrongUsage) {
            throw wrongUsage; // no fault of the slide's
        } catch (RuntimeException thrown) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            SlideOutcome.Failed failed = Failures.describe(Stage.TILES, thrown);
            return CohortRow.without(job.file(), CohortRow.Outcome.FAILED, failed.code() + ": " + failed.message());
        }
    }

    /// What came of the same slide with the same settings before: its tiles, or the death of the process.
    private Optional<CohortRow> before(Job job) throws IOException {
        if (job.crash().stands(job.made())) {
            return Optional.of(CohortRow.without(
                    job.file(),
                    CohortRow.Outcome.FAILED,
                    FailureCode.READER_CRASH + ": it killed the process that tiled it; delete "
                            + job.crash().file() + " to try it again"));
        }
        if (!Files.exists(job.summary())) {
            return Optional.empty();
        }
        JsonNode json = Json.parse(Files.readAllBytes(job.summary()));
        return json.path("made").asText().equals(job.made()) ? Optional.of(CohortRow.of(json)) : Optional.empty();
    }

    private static CohortRow describe(Job job, Slide slide, CheckedTiles tiles) {
        TilePlan plan = tiles.plan();
        List<CheckedTiles.Candidate> spoilt = tiles.spoilt();
        Optional<SlideOutcome> refused = TissueRule.refuses(tiles, plan, spoilt);
        CohortRow.Outcome outcome = refused.flatMap(SlideOutcome::label)
                .map(CohortRow.Outcome::valueOf)
                .orElse(CohortRow.Outcome.TILED);
        PixelSpacing spacing = slide.metadata().spacing().known().orElseThrow();
        TissueMask mask = tiles.tissue().mask();
        double pixelMm2 =
                mask.pixels0PerPixel() * mask.pixels0PerPixel() * spacing.xMicrons() * spacing.yMicrons() / 1e6;
        Map<Artefact, Double> artefacts = new TreeMap<>();
        tiles.summary()
                .ifPresent(summary -> summary.shares().forEach((kind, share) -> {
                    if (share > 0) {
                        artefacts.put(kind, share);
                    }
                }));
        return new CohortRow(
                job.file(),
                String.valueOf(job.folder().getFileName()),
                outcome,
                refused.flatMap(SlideOutcome::explanation).orElse(""),
                new CohortRow.Findings(
                        mask.count() * pixelMm2,
                        mask.share(),
                        plan.tiles().size(),
                        spoilt.size(),
                        artefacts,
                        spacing.meanMicrons()));
    }
}
