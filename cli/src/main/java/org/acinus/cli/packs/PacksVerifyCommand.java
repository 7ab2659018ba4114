package org.acinus.cli.packs;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.acinus.cli.model.DeviceOption;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.djl.HeadClassifier;
import org.acinus.mil.djl.InferenceDevice;
import org.acinus.mil.djl.OnnxExtractor;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackException;
import org.acinus.mil.pack.PackListing;
import org.acinus.mil.pack.PackStore;
import org.acinus.mil.pack.PackSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `packs verify`: every file's hash, and every golden answer anew.
@Command(
        name = "verify",
        description =
                "Check the files of packs by their hashes, and let encoders and heads answer their golden inputs.")
public final class PacksVerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "PACK", arity = "0..*", description = "Names or folders; all packs where none is given.")
    private List<String> names = List.of();

    @Mixin
    private final PacksCommand.Where where = new PacksCommand.Where();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        PackStore store = where.store();
        InferenceDevice found = device.find();
        PrintWriter out = spec.commandLine().getOut();
        int failed = 0;
        for (String name : names.isEmpty() ? allOf(store) : names) {
            try {
                ModelPack pack = store.find(name);
                out.println("ok      " + pack + ", " + verify(pack, store, found));
            } catch (PackException wrong) {
                failed++;
                out.println("FAILED  " + wrong.getMessage());
            }
        }
        if (failed > 0) {
            throw new CliException(ExitCode.MACHINE, failed + " of the packs did not pass; each says why above");
        }
        return ExitCode.OK.code();
    }

    private static String verify(ModelPack pack, PackStore store, InferenceDevice device) {
        int files = pack.manifest().files().size();
        if (pack.manifest().kind().isEncoder()) {
            try (OnnxExtractor extractor = OnnxExtractor.open(pack, device, 1)) {
                double difference = GoldenCheck.run(pack, extractor);
                return String.format(
                        Locale.ROOT,
                        "%d files, golden answers within %.1e of %.1e on %s",
                        files,
                        difference,
                        pack.manifest().golden().toleranceAbsolute(),
                        device);
            }
        }
        if (pack.manifest().head().isPresent()) {
            ModelPack encoder = store.encoderOf(pack);
            HeadClassifier.open(pack).close();
            return files + " files, golden answers as expected, its encoder is " + encoder;
        }
        return files + " files";
    }

    /// Folders, so that a pack hidden behind another of its name is verified too.
    private static List<String> allOf(PackStore store) {
        List<String> all = new ArrayList<>();
        for (PackListing listing : store.list()) {
            switch (listing) {
                case PackListing.Found(PackSummary summary) ->
                    all.add(summary.folder().toString());
                case PackListing.Broken(Path folder, String reason) ->
                    all.add(folder.toAbsolutePath().toString());
                case PackListing.NotMade(String name, String description) -> all.add(name);
            }
        }
        return all;
    }
}
