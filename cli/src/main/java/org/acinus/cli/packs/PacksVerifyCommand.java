package org.acinus.cli.packs;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.cli.model.DeviceOption;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.djl.InferenceDevice;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackException;
import org.acinus.mil.pack.PackSummary;
import org.acinus.mil.pack.store.PackListing;
import org.acinus.mil.pack.store.PackStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `packs verify`: every file's hash, and every golden answer anew.
@Command(
        name = "verify",
        description =
                "Check the files of packs by their hashes, and let encoders and heads answer their golden inputs.",
        footer = {
            "",
            "Examples:",
            "  ./acinus packs verify               all that are found",
            "  ./acinus packs verify my-head/"
        })
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
                out.println("ok      " + pack + ", " + new PackProof(found).of(pack, store));
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
