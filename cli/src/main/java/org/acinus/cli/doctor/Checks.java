package org.acinus.cli.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        checks.add(new ProcessorCheck());
        checks.add(new FileNamesCheck(System.getProperty("sun.jnu.encoding")));
        return List.copyOf(checks);
    }
}
