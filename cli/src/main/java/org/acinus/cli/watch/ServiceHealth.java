package org.acinus.cli.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.acinus.cli.worker.WorkerEvent;
import org.acinus.outcome.FailureCode;
import org.acinus.pipeline.DropLedger;

/// How the service is, for the health page and the metrics. Thread-safe.
public final class ServiceHealth implements Consumer<WorkerEvent> {
    /// A file server that hangs answers neither yes nor no.
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);

    private final Supplier<String> databaseTrouble;
    private final Duration longestSilence;
    private final Map<String, Long> slides = new TreeMap<>();
    private String folderTrouble = "";
    private String resultTrouble = "";
    private String inputTrouble = "";
    private DropLedger.Counts counts = new DropLedger.Counts(Map.of(), 0);
    private long lookedNanos = System.nanoTime();
    private long looks;
    private double lookSeconds;
    private int unsettled;
    private long errandsFailed;
    private long errandsDone;

    /// A healthy service.
    ///
    /// @param databaseTrouble what is wrong with the database now; empty where nothing is
    /// @param poll how often the folder is looked at
    public ServiceHealth(Supplier<String> databaseTrouble, Duration poll) {
        this.databaseTrouble = databaseTrouble;
        this.longestSilence = LONGEST_LOOK.plus(poll);
    }

    /// What a monitor sees at one moment.
    ///
    /// @param troubles empty where all is well
    /// @param slides how many ended how since the start: outcome or failure code
    /// @param counts of the ledger, at the last look
    /// @param unsettled candidates that are not whole yet
    /// @param secondsSinceLook since the folder was last looked at
    public record Report(
            List<String> troubles,
            Map<String, Long> slides,
            DropLedger.Counts counts,
            int unsettled,
            double secondsSinceLook,
            long looks,
            double lookSeconds,
            long errandsDone,
            long errandsFailed) {
        /// The word for it: `OK` or `DEGRADED`.
        public String word() {
            return troubles.isEmpty() ? "OK" : "DEGRADED";
        }
    }

    /// The folder was looked at.
    synchronized void looked(int nowUnsettled, double seconds) {
        folderTrouble = "";
        lookedNanos = System.nanoTime();
        looks++;
        lookSeconds += seconds;
        unsettled = nowUnsettled;
    }

    /// The ledger was asked how much there is to do.
    synchronized void counted(DropLedger.Counts now) {
        counts = now;
    }

    /// The folder could not be looked at.
    ///
    /// @return whether that is news
    synchronized boolean folderLost(String message) {
        boolean news = !folderTrouble.equals(message);
        folderTrouble = message;
        return news;
    }

    /// An errand was tried.
    synchronized void errand(boolean done) {
        if (done) {
            errandsDone++;
        } else {
            errandsFailed++;
        }
    }

    @Override
    public synchronized void accept(WorkerEvent event) {
        switch (event) {
            case WorkerEvent.Finished finished -> {
                slides.merge(finished.word(), 1L, Long::sum);
                if (!finished.failed()) {
                    resultTrouble = "";
                    inputTrouble = "";
                }
            }
            case WorkerEvent.SetBack setBack -> {
                slides.merge("RETRY_" + setBack.code(), 1L, Long::sum);
                if (setBack.code().equals(FailureCode.OUTPUT_FAILED.name())) {
                    resultTrouble = setBack.message();
                } else if (setBack.code().equals(FailureCode.INPUT_FAILED.name())) {
                    inputTrouble = setBack.message();
                }
            }
            case WorkerEvent.Claimed claimed -> {}
            case WorkerEvent.Advanced advanced -> {}
            case WorkerEvent.GaveUp gaveUp -> {}
        }
    }

    /// How it is now.
    public synchronized Report report() {
        List<String> troubles = new ArrayList<>();
        String database = databaseTrouble.get();
        if (!database.isEmpty()) {
            troubles.add("database: " + database);
        }
        if (!folderTrouble.isEmpty()) {
            troubles.add("folder: " + folderTrouble);
        }
        double secondsSinceLook = (System.nanoTime() - lookedNanos) / 1e9;
        if (folderTrouble.isEmpty() && secondsSinceLook > longestSilence.toSeconds()) {
            troubles.add("folder: no look at it came to an end for " + Math.round(secondsSinceLook) + " s");
        }
        if (!inputTrouble.isEmpty()) {
            troubles.add("slides: " + inputTrouble);
        }
        if (!resultTrouble.isEmpty()) {
            troubles.add("results: " + resultTrouble);
        }
        return new Report(
                List.copyOf(troubles),
                Map.copyOf(slides),
                counts,
                unsettled,
                secondsSinceLook,
                looks,
                lookSeconds,
                errandsDone,
                errandsFailed);
    }
}
