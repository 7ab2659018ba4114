package org.acinus.cli.features;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.acinus.cli.failure.FailureReport;
import org.acinus.cli.isolation.CohortRecord;
import org.acinus.cli.terminal.CliException;
import org.acinus.intake.folder.SafeText;
import org.acinus.mil.djl.DeviceUnavailableException;
import org.acinus.mil.features.BagIndex;
import org.acinus.mil.features.InvalidBagException;
import org.acinus.mil.pack.PackException;
import org.acinus.pipeline.FaultPoint;
import org.acinus.pipeline.SlideFolder;
import org.acinus.pipeline.SlideOverride;
import org.acinus.pipeline.SlideProgress;
import org.acinus.pipeline.SlidesCsv;
import org.acinus.pipeline.model.TileFeatures;
import org.acinus.quality.CheckedTiles;
import org.acinus.quality.QualityLimits;
import org.acinus.tiling.TilePlan;
import org.acinus.tissue.TissueDetector;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.identity.SlideHash;

/// Embeds many slides, one after the other; what went wrong with one of them costs that slide alone.
///
/// A slide that this process's forerunner was done with is passed over without a word, since it had its line.
final class CohortEmbedding {
    private final PackPasses passes;
    private final TissueDetector detector;
    private final Optional<QualityLimits> limits;
    private final Path bags;
    private final CohortRecord record;
    private final Told told;

    /// Where a person is told what came of slides.
    ///
    /// @param verbose whether with the stack traces of failures
    record Told(PrintWriter out, PrintWriter err, boolean verbose) {}

    /// For one command.
    ///
    /// @param passes stays the caller's
    /// @param detector stays the caller's
    /// @param limits what is borne of artefacts; empty where nobody is to look for them
    /// @param bags folder that bags are named relative to
    /// @param record which slides this process's forerunners had
    CohortEmbedding(
            PackPasses passes,
            TissueDetector detector,
            Optional<QualityLimits> limits,
            Path bags,
            CohortRecord record,
            Told told) {
        this.passes = passes;
        this.detector = detector;
        this.limits = limits;
        this.bags = bags.toAbsolutePath();
        this.record = record;
        this.told = told;
    }

    /// Embeds all that are not embedded yet.
    ///
    /// @return how many slides could not be embedded
    /// @throws RuntimeException what ails the only slide, or what is no slide's fault
    int embed(List<SlideFolder.Found> slides, SlidesCsv stated, SlideFormats formats)
            throws IOException, InterruptedException {
        FeatureProgress progress = new FeatureProgress(told.err(), slides.size());
        int failures = 0;
        for (int i = 0; i < slides.size(); i++) {
            SlideFolder.Found slide = slides.get(i);
            Shown shown = new Shown(progress, i + 1);
            SlideOverride override = stated.of(slide.relative());
            boolean whole = switch (record.before(slide.path()).orElse(CohortRecord.Fate.LEFT)) {
                case DONE -> true;
                case FAILED, KILLER -> false;
                case IN_HAND, LEFT ->
                    record.work(slide.path(), () -> embed(slide, override, formats, shown), embedded -> !embedded);
            };
            failures += whole ? 0 : 1;
        }
        return failures;
    }

    /// Names that several slides have, which the index of bags cannot keep apart.
    static List<String> sharedNames(List<SlideFolder.Found> slides) {
        return slides.stream()
                .collect(Collectors.groupingBy(
                        slide -> String.valueOf(slide.relative().getFileName()), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(name -> name.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Where the progress of one slide is shown.
    private record Shown(FeatureProgress progress, int number) {
        SlideProgress of(Path file, PackPasses passes, PackPasses.Pass pass) {
            String which = passes.passes().size() == 1 ? "" : String.join(", ", pass.packs());
            return progress.of(String.valueOf(file.getFileName()), number, which);
        }

        boolean isOnlyOne() {
            return progress.slides() == 1;
        }
    }

    /// @return whether there is nothing wrong with the slide
    private boolean embed(SlideFolder.Found slide, SlideOverride override, SlideFormats formats, Shown shown)
            throws InterruptedException {
        if (override.exclude()) {
            told.err().println(SafeText.of(slide.relative().toString()) + ": left out by --slides-csv");
            return true;
        }
        FaultPoint.IN_HAND.reach();
        Path file = slide.path();
        try (Slide opened = override.open(() -> formats.open(file))) {
            String sha256 = SlideHash.of(file);
            for (PackPasses.Pass pass : passes.passes()) {
                TilePlan plan =
                        CheckedTiles.of(opened, pass.tiling(), detector, limits).plan();
                embed(file, sha256, opened, pass, plan, shown);
            }
            return true;
        } catch (RuntimeException thrown) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (shown.isOnlyOne() || isNoFaultOfTheSlide(thrown)) {
                throw thrown;
            }
            report(slide, thrown).print(told.err(), thrown, told.verbose());
            return false;
        }
    }

    private static boolean isNoFaultOfTheSlide(RuntimeException thrown) {
        return thrown instanceof CliException
                || thrown instanceof PackException
                || thrown instanceof DeviceUnavailableException
                || thrown instanceof InvalidBagException;
    }

    /// With the slide's place in its folder, which neither a reader's words need hold nor the operating system's.
    private static FailureReport report(SlideFolder.Found slide, RuntimeException thrown) {
        return FailureReport.of(thrown).within(SafeText.of(slide.relative().toString()));
    }

    private void embed(Path file, String sha256, Slide slide, PackPasses.Pass pass, TilePlan plan, Shown shown)
            throws InterruptedException {
        long started = System.nanoTime();
        List<TileFeatures> features;
        try {
            features = pass.stage().embedAll(sha256, slide, plan, shown.of(file, passes, pass));
        } catch (UncheckedIOException unwritable) {
            FailureReport report = FailureReport.of(unwritable).within(String.valueOf(unwritable.getMessage()));
            throw new CliException(report.exitCode(), report.line(), unwritable);
        } finally {
            shown.progress().clear();
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        for (TileFeatures each : features) {
            BagIndex.add(each.bag().resolveSibling("."), Map.of(String.valueOf(file.getFileName()), sha256));
            print(file, each, seconds);
        }
    }

    private void print(Path file, TileFeatures features, double seconds) {
        told.out()
                .printf(
                        Locale.ROOT,
                        "%s: %,d tiles, %d unreadable, %.1f s, %s%n",
                        file.getFileName(),
                        features.tiles().size(),
                        features.unreadable().size(),
                        seconds,
                        bags.relativize(features.bag().toAbsolutePath()));
        told.out().flush();
    }
}
