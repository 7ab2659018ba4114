package org.acinus.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.acinus.intake.folder.FileStamp;
import org.acinus.intake.folder.FolderListing;
import org.acinus.intake.folder.FolderView;
import org.acinus.intake.folder.QuietFiles;
import org.acinus.intake.folder.SafeText;
import org.acinus.intake.gate.CompletenessGate;
import org.acinus.intake.gate.GateSettings;
import org.acinus.intake.gate.Verdict;
import org.acinus.outcome.FailureCode;
import org.acinus.pipeline.SlideFolder;
import org.jspecify.annotations.Nullable;

/// Follows every candidate of a drop folder from its first sight to the queue, or to a stated failure.
///
/// It keeps nothing that matters: after a restart every file goes through the gate again, and the ledger knows what
/// it had already. So nothing is lost with this process, and nothing is done twice. One thread at a time.
public final class DropFolderWatcher {
    private final FolderView folder;
    private final GateSettings settings;
    private final CompletenessGate gate;
    private final QuietFiles quiet = new QuietFiles();
    private final Map<Path, Candidate> candidates = new LinkedHashMap<>();
    private final Set<String> told = new HashSet<>();

    /// Follows one folder.
    public DropFolderWatcher(FolderView folder, GateSettings settings) {
        this.folder = folder;
        this.settings = settings;
        this.gate = new CompletenessGate(folder.root(), settings);
    }

    /// Looks once.
    ///
    /// @param nowNanos of a clock that only goes forward, such as [System#nanoTime]
    /// @throws IOException where the folder cannot be looked into; nothing is concluded from that
    public Round look(long nowNanos) throws IOException {
        FolderListing listing = folder.list();
        quiet.update(listing, nowNanos);
        Look look = new Look(listing, nowNanos);
        for (Map.Entry<Path, FileStamp> file : listing.files().entrySet()) {
            if (SlideFolder.isCandidate(file.getKey())) {
                look.follow(file.getKey(), file.getValue());
            }
        }
        look.missGone();
        look.tellNotices();
        gate.forgetAllBut(listing);
        return look.round();
    }

    /// How many files are remembered; for the test that a day of nothing takes no memory.
    int remembered() {
        return quiet.size() + candidates.size() + told.size();
    }

    /// Where a candidate stands.
    private enum Phase {
        UNDECIDED,
        WHOLE,
        FAILED
    }

    /// What is kept of a candidate between looks.
    private static final class Candidate {
        private Phase phase = Phase.UNDECIDED;
        private String toldReason = "";
        private @Nullable Shape decidedOn;
        private long decidedNanos;
        private long missingSinceNanos;
        private boolean missing;
    }

    /// What a decision was made on: when it changes, the decision is made again.
    ///
    /// @param neighbours sum over the stamps of all files that may belong to the slide
    private record Shape(FileStamp own, long neighbours) {}

    /// The files that may belong to a slide, taken together.
    ///
    /// @param quietNanos for how long none of them has changed
    private record Neighbours(long fingerprint, long quietNanos) {
        private static final Neighbours NONE = new Neighbours(0, Long.MAX_VALUE);
    }

    /// One look at the folder.
    private final class Look {
        private final FolderListing listing;
        private final long nowNanos;
        private final List<Drop> whole = new ArrayList<>();
        private final List<Held> waiting = new ArrayList<>();
        private final List<Held> failed = new ArrayList<>();
        private final List<Path> gone = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();
        private final Map<Path, Neighbours> neighbourhoods = new HashMap<>();
        private int unsettled;

        Look(FolderListing listing, long nowNanos) {
            this.listing = listing;
            this.nowNanos = nowNanos;
        }

        void follow(Path key, FileStamp stamp) {
            Candidate candidate = candidates.computeIfAbsent(key, unseen -> new Candidate());
            candidate.missing = false;
            Neighbours neighbours = neighbours(key);
            Shape shape = new Shape(stamp, neighbours.fingerprint);
            if (isDecided(candidate, shape)) {
                return;
            }
            if (candidate.phase != Phase.UNDECIDED && !shape.equals(candidate.decidedOn)) {
                candidate.toldReason = "";
            }
            candidate.phase = Phase.UNDECIDED;
            candidate.decidedOn = shape;
            long quietNanos = Math.min(quiet.quietNanos(key, nowNanos), neighbours.quietNanos);
            decide(new Drop(key, stamp), candidate, quietNanos);
            if (candidate.phase == Phase.UNDECIDED) {
                unsettled++;
            }
        }

        /// A failure of patience is looked at again now and then: permissions change without a trace in the
        /// stamp.
        private boolean isDecided(Candidate candidate, Shape shape) {
            boolean unchanged = candidate.phase != Phase.UNDECIDED && shape.equals(candidate.decidedOn);
            boolean due = candidate.phase == Phase.FAILED
                    && nowNanos - candidate.decidedNanos
                            >= settings.giveUpAfter().toNanos();
            return unchanged && !due;
        }

        private Neighbours neighbours(Path key) {
            return gate.rule(key)
                    .map(rule -> neighbourhoods.computeIfAbsent(
                            rule.neighbourhood(key), unseen -> survey(rule.neighbours(key, listing))))
                    .orElse(Neighbours.NONE);
        }

        private Neighbours survey(List<Path> files) {
            long fingerprint = 0;
            long quietNanos = Long.MAX_VALUE;
            for (Path file : files) {
                fingerprint +=
                        31L * file.hashCode() + ((long) listing.stamp(file).hashCode() << 16);
                quietNanos = Math.min(quietNanos, quiet.quietNanos(file, nowNanos));
            }
            return new Neighbours(fingerprint, quietNanos);
        }

        private void decide(Drop drop, Candidate candidate, long quietNanos) {
            boolean patient = quietNanos < settings.giveUpAfter().toNanos();
            switch (gate.judge(drop.file(), listing, quietNanos, quiet.ageNanos(drop.file(), nowNanos))) {
                case Verdict.Settling settling ->
                    hold(drop, candidate, FailureCode.INCOMPLETE, "it is being written, or was a moment ago");
                case Verdict.Doubtful doubtful
                when patient -> hold(drop, candidate, FailureCode.INCOMPLETE, doubtful.reason());
                case Verdict.Doubtful doubtful -> pass(drop, candidate);
                case Verdict.Whole passed -> pass(drop, candidate);
                case Verdict.Incomplete incomplete
                when patient -> hold(drop, candidate, incomplete.code(), incomplete.reason());
                case Verdict.Incomplete incomplete ->
                    giveUp(new Held(drop, incomplete.code(), incomplete.reason()), candidate);
                case Verdict.Refused refused -> giveUp(new Held(drop, refused.code(), refused.reason()), candidate);
            }
        }

        private void pass(Drop drop, Candidate candidate) {
            settle(candidate, Phase.WHOLE);
            whole.add(drop);
        }

        private void hold(Drop drop, Candidate candidate, FailureCode code, String reason) {
            if (!candidate.toldReason.equals(reason)) {
                candidate.toldReason = reason;
                waiting.add(new Held(drop, code, reason));
            }
        }

        private void giveUp(Held held, Candidate candidate) {
            settle(candidate, Phase.FAILED);
            String reason = held.code() + " " + held.reason();
            if (!candidate.toldReason.equals(reason)) {
                candidate.toldReason = reason;
                failed.add(held);
            }
        }

        private void settle(Candidate candidate, Phase phase) {
            candidate.phase = phase;
            candidate.decidedNanos = nowNanos;
        }

        /// A file must be away for a quiet period: some programs replace a file by deleting it first.
        void missGone() {
            candidates.entrySet().removeIf(entry -> {
                Path key = entry.getKey();
                Candidate candidate = entry.getValue();
                if (listing.stamp(key).isPresent() || listing.isHidden(key)) {
                    return false;
                }
                if (!candidate.missing) {
                    candidate.missing = true;
                    candidate.missingSinceNanos = nowNanos;
                }
                boolean away = nowNanos - candidate.missingSinceNanos
                        >= settings.quietPeriod().toNanos();
                if (away) {
                    gone.add(key);
                }
                return away;
            });
        }

        void tellNotices() {
            Set<String> now = new HashSet<>();
            for (FolderListing.PassedOver passed : listing.passedOver()) {
                if (SlideFolder.isCandidate(passed.path())) {
                    now.add(SafeText.of(passed.path().toString()) + " is " + passed.what()
                            + ": not opened, not followed");
                }
            }
            for (Path path : listing.unreadable()) {
                now.add(SafeText.of(path.toString()) + " may not be looked into");
            }
            told.retainAll(now);
            now.stream().filter(told::add).sorted().forEach(notices::add);
        }

        Round round() {
            return new Round(whole, waiting, failed, gone, notices, unsettled);
        }
    }
}
