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
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.acinus.cli.slide.cohort.CohortCsv;
import org.acinus.cli.slide.cohort.CohortPage;
import org.acinus.cli.slide.cohort.CohortRow;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.Json;
import org.acinus.export.AtomicFile;
import org.acinus.intake.folder.SafeText;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.SlideFolder;
import org.acinus.pipeline.SlideOverride;
import org.acinus.pipeline.SlidesCsv;
import org.acinus.pipeline.stage.Failures;
import org.acinus.pipeline.stage.TissueRule;
import org.acinus.quality.Artefact;
import org.acinus.quality.CheckedTiles;
import org.acinus.tiling.TilePlan;
import org.acinus.tissue.TissueMask;
import org.acinus.wsi.PixelSpacing;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;

/// Tiles many slides, each into a folder of its own, and sums them up in `cohort.csv` and `cohort.html`.
///
/// A slide that cannot be read costs itself alone. What was tiled already with the same settings is not tiled again:
/// `summary.json` in a slide's folder, written last, says so.
final class CohortTiling {
    /// Goes up where the same settings would give another summary.
    private static final String VERSION = "tile/1";

    private static final int LONGEST_NAME = 100;

    private final TileWishes wishes;
    private final String settings;
    private final SlideTiling tiling;
    private final SlidesCsv stated;
    private final SlideFormats formats;
    private final Path out;
    private final PrintWriter err;

    /// For one cohort.
    ///
    /// @param settings all besides wishes and slide that can change a result, as text
    /// @param out folder for the slides' folders, made if missing
    /// @param err told how far it is
    CohortTiling(
            TileWishes wishes,
            String settings,
            SlideTiling tiling,
            SlidesCsv stated,
            SlideFormats formats,
            Path out,
            PrintWriter err) {
        this.wishes = wishes;
        this.settings = settings;
        this.tiling = tiling;
        this.stated = stated;
        this.formats = formats;
        this.out = out;
        this.err = err;
    }

    /// Tiles the slides that are not tiled yet. The page is written even where the command is interrupted, of the
    /// slides until then.
    ///
    /// @return how many slides failed
    int tile(List<SlideFolder.Found> slides) throws IOException, InterruptedException {
        Files.createDirectories(out);
        Map<SlideFolder.Found, String> folders = folders(slides);
        List<CohortRow> rows = new ArrayList<>();
        try {
            for (SlideFolder.Found slide : slides) {
                CohortRow row = row(slide, folders.getOrDefault(slide, ""));
                rows.add(row);
                err.printf(
                        "[%d/%d] %s: %s%s%n",
                        rows.size(),
                        slides.size(),
                        SafeText.of(row.file()),
                        row.outcome(),
                        row.detail().isEmpty() ? "" : " — " + SafeText.of(row.detail()));
                err.flush();
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
        String file = slide.relative().toString();
        SlideOverride override = stated.of(slide.relative());
        if (override.exclude()) {
            return CohortRow.without(file, CohortRow.Outcome.EXCLUDED, "");
        }
        String made = String.join(
                "\n",
                VERSION,
                wishes.toString(),
                settings,
                "spacing " + override.spacingMicrons(),
                slide.bytes() + " bytes of " + slide.modified());
        Path summary = out.resolve(folder).resolve("summary.json");
        Optional<CohortRow> before = before(summary, made);
        if (before.isPresent()) {
            return before.get();
        }
        // Stopped half-way, the folder must not pass for what it was before.
        Files.deleteIfExists(summary);
        try (Slide opened = override.open(() -> formats.open(slide.path()))) {
            CheckedTiles tiles = tiling.tile(slide.path(), opened, out.resolve(folder));
            Thumbnails.write(out.resolve(folder), tiles);
            CohortRow row = describe(file, folder, opened, tiles);
            ObjectNode json = row.toJson().put("made", made);
            byte[] text = Json.pretty(json).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(summary, to -> to.write(text));
            return row;
        } catch (CliException wrongUsage) {
            throw wrongUsage; // no fault of the slide's
        } catch (RuntimeException thrown) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            SlideOutcome.Failed failed = Failures.describe(Stage.TILES, thrown);
            return CohortRow.without(file, CohortRow.Outcome.FAILED, failed.code() + ": " + failed.message());
        }
    }

    private static Optional<CohortRow> before(Path summary, String made) throws IOException {
        if (!Files.exists(summary)) {
            return Optional.empty();
        }
        JsonNode json = Json.parse(Files.readAllBytes(summary));
        return json.path("made").asText().equals(made) ? Optional.of(CohortRow.of(json)) : Optional.empty();
    }

    private static CohortRow describe(String file, String folder, Slide slide, CheckedTiles tiles) {
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
                file,
                folder,
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
