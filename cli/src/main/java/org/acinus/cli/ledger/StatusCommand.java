package org.acinus.cli.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.export.PackNotice;
import org.acinus.intake.folder.SafeText;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.RunLedger;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.queue.JobDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `status`: what became of every slide, and what to do.
@Command(
        name = "status",
        description = "Show every slide of a workspace: state, outcome or failure code, tries, since when, what to do.",
        footer = {
            "",
            "States:",
            "  WAITING       lies in the watched folder, not whole yet",
            "  QUEUED        to be taken by the next worker, or after a wait where a try failed",
            "  RUNNING       a worker has it",
            "  DONE          has a result",
            "  FAILED        trying again helps only once something has changed",
            "  QUARANTINED   all its tries failed",
            "",
            "Examples:",
            "  ./acinus status --workspace results",
            "  ./acinus status --workspace results --trouble   only what needs somebody",
            "  ./acinus status --workspace results --json"
        })
public final class StatusCommand implements Callable<Integer> {
    private static final String UNKNOWN = " (" + PackNotice.DEMO + "?)";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final WorkspaceOptions workspace = new WorkspaceOptions();

    @Option(names = "--trouble", description = "Leave out slides about which nothing needs to be done.")
    private boolean trouble;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        List<JobStatus> slides;
        boolean attended;
        Database database = workspace.openExisting("acinus status", Access.READ);
        try (RunLedger ledger = new SqlRunLedger(database)) {
            slides = ledger.status();
            attended = !new JobDesk(database).attendants().isEmpty();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(describe(shown(slides), slides).put("attended", attended)));
        } else {
            print(out, shown(slides), slides);
            printAttendance(out, slides, attended);
        }
        return ExitCode.OK.code();
    }

    private List<JobStatus> shown(List<JobStatus> slides) {
        return trouble
                ? slides.stream().filter(slide -> Advice.on(slide).isPresent()).toList()
                : slides;
    }

    private static ObjectNode describe(List<JobStatus> shown, List<JobStatus> slides) {
        ObjectNode root = Json.object();
        root.put("notice", PackNotice.RESEARCH_USE);
        ArrayNode list = root.putArray("slides");
        for (JobStatus slide : shown) {
            list.addObject()
                    .put("file", slide.file())
                    .put("state", slide.state().name())
                    .put("outcome", slide.outcome().orElse(null))
                    .put("demo", slide.demo().orElse(null))
                    .put("code", slide.code().orElse(null))
                    .put("attempts", slide.attempts())
                    .put("tries", slide.tries())
                    .put("since", slide.changedAt().toString())
                    .put("message", slide.message().orElse(null))
                    .put("advice", Advice.on(slide).orElse(null));
        }
        ObjectNode counts = root.putObject("counts");
        for (JobState state : JobState.values()) {
            counts.put(state.name(), count(slides, state));
        }
        return root;
    }

    private static long count(List<JobStatus> slides, JobState state) {
        return slides.stream().filter(slide -> slide.state() == state).count();
    }

    private static void print(PrintWriter out, List<JobStatus> shown, List<JobStatus> slides) {
        if (!shown.isEmpty()) {
            out.printf("%-11s %-26s %5s %-9s %s%n", "STATE", "WHAT", "TRIES", "SINCE", "SLIDE");
        }
        Instant now = Instant.now();
        Map<String, Integer> advice = new LinkedHashMap<>();
        for (JobStatus slide : shown) {
            out.printf(
                    "%-11s %-26s %5d %-9s %s%s%n",
                    slide.state(),
                    what(slide),
                    slide.tries(),
                    Ages.text(Duration.between(slide.changedAt(), now)),
                    SafeText.of(slide.file()),
                    slide.message().map(text -> "  (" + SafeText.of(text) + ")").orElse(""));
            Advice.on(slide).ifPresent(text -> advice.merge(text, 1, Integer::sum));
        }
        out.println(slides.isEmpty() ? "no slides yet" : Amount.of(slides.size(), "slide") + ": " + counts(slides));
        advice.forEach((text, count) -> out.println(count + " × " + text));
        if (slides.stream().anyMatch(slide -> slide.outcome().isPresent())) {
            printNotices(out, slides);
        }
    }

    /// Outcome or failure code; what a demonstration said is never shown without its mark.
    private static String what(JobStatus slide) {
        String mark = slide.demo()
                .map(demo -> demo ? " (" + PackNotice.DEMO + ")" : "")
                .orElse(UNKNOWN);
        return slide.outcome().map(word -> word + mark).or(slide::code).orElse("");
    }

    /// A slide that is queued needs nobody as long as somebody works.
    private static void printAttendance(PrintWriter out, List<JobStatus> slides, boolean attended) {
        long waiting = count(slides, JobState.QUEUED) + count(slides, JobState.RUNNING);
        if (waiting > 0 && !attended) {
            out.println("Nobody works on this database now, and " + Amount.of(waiting, "slide")
                    + " would be next: start 'watch' or 'worker', or repeat the same 'run'");
        }
    }

    private static void printNotices(PrintWriter out, List<JobStatus> slides) {
        long demos = slides.stream().filter(slide -> slide.demo().orElse(false)).count();
        long unknown = slides.stream()
                .filter(slide -> slide.outcome().isPresent() && slide.demo().isEmpty())
                .count();
        if (demos > 0) {
            out.println(demos + " × " + PackNotice.DEMO
                    + ": a demonstration model said this. It means nothing for any patient.");
        }
        if (unknown > 0) {
            out.println(unknown + " ×" + UNKNOWN + ": stored before it was noted which packs are demonstrations;"
                    + " the next run with the same pack notes it.");
        }
        out.println(PackNotice.RESEARCH_USE);
    }

    private static String counts(List<JobStatus> slides) {
        StringBuilder counts = new StringBuilder();
        for (JobState state : JobState.values()) {
            long count = count(slides, state);
            if (count > 0) {
                counts.append(counts.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(state);
            }
        }
        return counts.toString();
    }
}
