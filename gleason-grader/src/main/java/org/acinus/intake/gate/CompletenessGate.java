package org.acinus.intake.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.acinus.intake.companion.CompanionRule;
import org.acinus.intake.companion.PathEscapeException;
import org.acinus.intake.folder.FileStamp;
import org.acinus.intake.folder.FolderListing;
import org.acinus.intake.folder.SafeText;
import org.acinus.outcome.FailureCode;
import org.acinus.wsi.CompletenessCheck;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.TruncatedSlideException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says whether a candidate is a whole slide that nobody writes to any more.
///
/// The order is the promise: nothing is read of a file before it and its neighbours have been quiet. Then: is it
/// all there (companions), is each part whole (container), is it what was sent (marker, checksums)? One thread at a
/// time.
public final class CompletenessGate {
    private static final Logger LOG = LoggerFactory.getLogger(CompletenessGate.class);

    private final List<CompanionRule> rules = CompanionRule.all();
    private final Path root;
    private final GateSettings settings;
    private final List<CompletenessCheck> containers;
    private final ProofCheck proofs;

    /// Of one folder.
    ///
    /// @param root the drop folder, absolute
    public CompletenessGate(Path root, GateSettings settings) {
        this.root = root;
        this.settings = settings;
        this.containers = ServiceLoader.load(CompletenessCheck.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        this.proofs = new ProofCheck(root, settings.proof());
    }

    /// The rule for a candidate whose slide may be of several files.
    public Optional<CompanionRule> rule(Path key) {
        return rules.stream().filter(rule -> rule.concerns(key)).findAny();
    }

    /// Looks at one candidate.
    ///
    /// @param quietNanos for how long the candidate and its neighbours have all been the same
    /// @param ageNanos for how long the candidate has been there
    public Verdict judge(Path key, FolderListing listing, long quietNanos, long ageNanos) {
        if (!SafeText.isText(key)) {
            return new Verdict.Refused(
                    FailureCode.NAME_UNUSABLE, "its name is no valid UTF-8; rename it (it is shown here escaped)");
        }
        if (quietNanos < settings.quietPeriod().toNanos()
                || ageNanos < settings.minAge().toNanos()) {
            return new Verdict.Settling();
        }
        try {
            return read(key, listing);
        } catch (PathEscapeException escape) {
            return new Verdict.Refused(FailureCode.PATH_ESCAPE, String.valueOf(escape.getMessage()));
        } catch (IOException | UncheckedIOException unreadable) {
            return new Verdict.Incomplete(FailureCode.PERMISSION, "it cannot be read: " + plain(unreadable));
        }
    }

    private Verdict read(Path key, FolderListing listing) throws IOException {
        long bytes = listing.stamp(key).map(FileStamp::bytes).orElse(0L);
        if (bytes < settings.minBytes()) {
            return new Verdict.Incomplete(
                    FailureCode.INCOMPLETE, bytes == 0 ? "it is empty" : "it has only " + bytes + " bytes");
        }
        Path file = root.resolve(key);
        if (!Files.isReadable(file)) {
            return new Verdict.Incomplete(FailureCode.PERMISSION, "it may not be read: permission denied");
        }
        CompanionRule.Closure closure = close(key, listing);
        if (!closure.missing().isEmpty()) {
            return new Verdict.Incomplete(
                    FailureCode.INCOMPLETE, "missing: " + String.join(", ", shortened(closure.missing())));
        }
        Optional<Verdict> cut = truncated(file);
        if (cut.isPresent()) {
            return cut.get();
        }
        return proofs.check(key, closure.members(), listing)
                .orElseGet(() -> Preallocation.looksUnfilled(file, bytes)
                        ? new Verdict.Doubtful("it begins or ends in zeros, as a file that is still being filled does")
                        : new Verdict.Whole());
    }

    private Optional<Verdict> truncated(Path file) {
        for (CompletenessCheck container : containers) {
            try {
                container.requireComplete(file);
            } catch (TruncatedSlideException cut) {
                return Optional.of(new Verdict.Incomplete(FailureCode.TRUNCATED, String.valueOf(cut.getMessage())));
            } catch (SlideException broken) {
                // Nothing is known to be missing. What is wrong with the slide its worker says.
                LOG.debug("{} is broken", file, broken);
            }
        }
        return Optional.empty();
    }

    /// Forgets what is known of files that are no longer there.
    public void forgetAllBut(FolderListing listing) {
        proofs.forgetAllBut(listing);
        rules.forEach(rule -> rule.forgetAllBut(listing));
    }

    private CompanionRule.Closure close(Path key, FolderListing listing) throws IOException {
        Optional<CompanionRule> rule = rule(key);
        return rule.isPresent()
                ? rule.get().close(key, listing, root)
                : new CompanionRule.Closure(List.of(), List.of());
    }

    private static List<String> shortened(List<String> names) {
        int most = 10;
        if (names.size() <= most) {
            return names;
        }
        List<String> first = new ArrayList<>(names.subList(0, most));
        first.add((names.size() - most) + " more");
        return first;
    }

    private static String plain(Exception unreadable) {
        Throwable cause = unreadable instanceof UncheckedIOException && unreadable.getCause() != null
                ? unreadable.getCause()
                : unreadable;
        return cause.getClass().getSimpleName();
    }
}
