package org.acinus.cli.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.pack.PackSummary;
import org.acinus.mil.pack.store.PackListing;
import org.acinus.mil.pack.store.PackStore;

/// Every check there is, in the order of the report.
public final class Checks {
    private Checks() {}

    /// The checks of this process.
    ///
    /// @param installation where things lie
    public static List<Check> of(Installation installation) {
        Path here = Path.of("").toAbsolutePath();
        List<Check> checks = new ArrayList<>();
        checks.add(new JavaCheck());
        checks.add(new JvmFlagsCheck());
        checks.add(new OpenSlideCheck());
        checks.add(new BioFormatsCheck());
        checks.add(ReadersCheck.installed());
        checks.add(new JpegLibraryCheck());
        checks.addAll(ClassPathPartCheck.all());
        checks.add(new WeightsCheck(installation.weights()));
        checks.add(new CacheCheck(installation.cache()));
        installation.cache().ifPresent(cache -> checks.add(new DiskCheck("disk of the cache", cache)));
        checks.add(new DiskCheck("disk here", here));
        checks.add(new TempFolderCheck(Path.of(System.getProperty("java.io.tmpdir"))));
        checks.add(new MemoryCheck());
        checks.add(new FreeMemoryCheck());
        checks.add(new ProcessorCheck());
        checks.add(new InstructionsCheck());
        checks.add(new EnginesCheck());
        checks.add(new GpuCheck());
        checks.add(new FileNamesCheck(System.getProperty("sun.jnu.encoding")));
        return List.copyOf(checks);
    }

    /// A measurement of two seconds for each encoder that is installed.
    ///
    /// @param store the packs that there are; those that are yet to be made are passed over
    /// @param cache where passed golden checks are remembered
    public static List<Check> speeds(PackStore store, Path cache) {
        List<Check> checks = new ArrayList<>();
        for (PackListing listing : store.list()) {
            if (listing instanceof PackListing.Found(PackSummary summary)
                    && summary.manifest().kind().isEncoder()) {
                checks.add(new PackSpeedCheck(store.find(summary.folder().toString()), new GoldenCheck(cache)));
            }
        }
        return List.copyOf(checks);
    }
}
