package org.acinus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.acinus.cli.ledger.AuditHeads;
import org.acinus.cli.ledger.QueueOptions;
import org.acinus.cli.ledger.WorkspaceOptions;
import org.acinus.cli.model.ModelOptions;
import org.acinus.cli.slide.FastDownsampleOption;
import org.acinus.cli.slide.QualityOptions;
import org.acinus.cli.slide.ReaderOption;
import org.acinus.cli.slide.SlidesCsvOption;
import org.acinus.cli.slide.StainOption;
import org.acinus.cli.worker.PatientLedger;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.store.PackStore;
import org.acinus.pipeline.LedgerUnavailableException;
import org.acinus.pipeline.Leftovers;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.RunConfiguration;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.SlideProcessor;
import org.acinus.pipeline.SlidesCsv;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.audit.AuditTrail;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import picocli.CommandLine.Mixin;

/// How slides are processed and where what comes of them goes: the same for a supervisor and all its workers.
final class WorkOptions {
    @Mixin
    private final WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final ReaderOption reader = new ReaderOption();

    @Mixin
    private final FastDownsampleOption downsampling = new FastDownsampleOption();

    @Mixin
    private final QualityOptions quality = new QualityOptions();

    @Mixin
    private final StainOption stain = new StainOption();

    @Mixin
    private final SlidesCsvOption slidesCsv = new SlidesCsvOption();

    @Mixin
    private final ReportOption report = new ReportOption();

    @Mixin
    private final QueueOptions queue = new QueueOptions();

    /// The workspace as an absolute path.
    Path workspace() {
        return workspace.workspace();
    }

    /// Removes what killed workers left half written: on a quiet workspace all drafts, else those that are surely
    /// nobody's.
    ///
    /// @param quiet whether nobody works at anything, on whatever machine
    void tidy(boolean quiet) {
        if (quiet) {
            Leftovers.sweep(workspace());
        } else {
            Leftovers.sweepAbandoned(workspace());
        }
    }

    /// What a person states of single slides.
    SlidesCsv stated() {
        try {
            return slidesCsv.read();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// How patient the queue is.
    QueueSettings queue() {
        return queue.settings();
    }

    /// The head that is asked.
    ModelPack head() {
        PackStore store = model.store(workspace.makeWorkspace());
        return store.find(model.pack(store));
    }

    /// The device as it was asked for.
    String deviceName() {
        return model.deviceName();
    }

    /// Everything besides the slide that can change a result.
    RunConfiguration configuration() {
        // Nothing is queued for a reader that does not exist.
        reader.formats();
        PackStore store = model.store(workspace.makeWorkspace());
        ModelPack head = store.find(model.pack(store));
        RunConfiguration configuration = RunConfiguration.of(head, store.encoderFor(head))
                .withQuality(quality.limits())
                .withReader(downsampling.asked(reader.asked()))
                .withTissue(model.tissue().name(store))
                .withStain(stain.staining());
        report.requireFit(configuration);
        return configuration;
    }

    /// Whether a job asks for just this configuration.
    Predicate<SlideJob> accepts() {
        RunConfiguration configuration = configuration();
        SlidesCsv stated = stated();
        return job -> configuration.hash(stated.of(Path.of(job.file()))).equals(job.configHash());
    }

    /// Loads the model; the caller closes the processor.
    SlideProcessor openProcessor() {
        return Processors.open(
                workspace,
                model,
                downsampling.view(reader.formats()),
                stated(),
                report.parts(),
                quality.limits(),
                stain.staining());
    }

    /// Opens the ledger, starting the embedded server where none runs; the caller closes it.
    ///
    /// @param purpose shown to a database administrator, for example `acinus run`
    PatientLedger openLedger(String purpose) {
        ModelPack head = head();
        Set<String> configurations = configuration().hashes(stated());
        return new PatientLedger(() -> open(purpose, head, configurations));
    }

    /// The same for watching a folder, beside other watchers and no `run`.
    ///
    /// @param folder that is watched
    PatientLedger openLedgerToWatch(Path folder) {
        ModelPack head = head();
        Set<String> configurations = configuration().hashes(stated());
        return new PatientLedger(() -> {
            RunLedger ledger = open("acinus watch", head, configurations);
            if (!ledger.tryWatch(folder)) {
                ledger.close();
                throw new LedgerUnavailableException(
                        "an acinus run works on this database; wait for it, or name another --workspace", null);
            }
            return ledger;
        });
    }

    /// Each opening says what the head is: an older database may not know it yet.
    private RunLedger open(String purpose, ModelPack head, Set<String> configurations) {
        RunLedger ledger =
                new SqlRunLedger(workspace.openDatabase(purpose, Access.WORK), queue.settings(), configurations);
        try {
            ledger.notePack(head.id(), head.manifest().demo());
            return ledger;
        } catch (RuntimeException refused) {
            ledger.close();
            throw refused;
        }
    }

    /// Notes outside the database where its audit log ends now.
    void noteAuditHead() {
        try (Database database = workspace.openDatabase("acinus audit", Access.WORK)) {
            new AuditHeads(workspace.workspace()).note(new AuditTrail(database));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// The same options for a worker's command line.
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(workspace.arguments());
        arguments.addAll(model.arguments());
        arguments.addAll(reader.arguments());
        arguments.addAll(downsampling.arguments());
        arguments.addAll(quality.arguments());
        arguments.addAll(stain.arguments());
        arguments.addAll(slidesCsv.arguments());
        arguments.addAll(report.arguments());
        arguments.addAll(queue.arguments());
        return arguments;
    }

    /// What a worker must know but nobody may read off its command line.
    Map<String, String> environment() {
        return workspace.environment();
    }
}
