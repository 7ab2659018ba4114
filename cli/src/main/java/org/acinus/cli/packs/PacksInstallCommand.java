package org.acinus.cli.packs;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.acinus.cli.model.CommercialOption;
import org.acinus.cli.model.DeviceOption;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackException;
import org.acinus.mil.pack.PackLicenceException;
import org.acinus.mil.pack.PackNotFoundException;
import org.acinus.mil.pack.install.StagedPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `packs install`: a pack from elsewhere, checked before anybody can find it.
@Command(
        name = "install",
        description = {
            "Install a model pack from its folder or zip file.",
            "",
            "Every file is compared with its hash in pack.json, and the model has to repeat its golden answers on this"
                    + " machine; only then does the pack get its place: in --packs, in the workspace, or in the cache. A"
                    + " zip file may hold nothing but a pack, and cannot write anywhere else."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus packs install my-encoder.zip",
            "  ./acinus packs install my-head/ --workspace results --commercial"
        })
public final class PacksInstallCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "PACK", description = "A pack's folder, or a zip file of one.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private Path source;

    @Mixin
    private final PacksCommand.Where where = new PacksCommand.Where();

    @Mixin
    private final CommercialOption commercial = new CommercialOption();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        try (StagedPack staged = StagedPack.of(source, where.newPacks())) {
            if (commercial.isSet()) {
                PackLicenceException.requireCommercial(staged.pack());
            }
            String found = new PackProof(device.find()).of(staged.pack());
            ModelPack pack = staged.commit();
            PrintWriter out = spec.commandLine().getOut();
            out.println("Installed " + pack + " (" + pack.manifest().kind() + ") in " + pack.folder());
            out.println("Checked: " + found);
            out.println("Licence: " + LicenceText.of(pack.manifest().licence()));
            if (pack.manifest().head().isPresent()) {
                sayEncoder(pack, out);
            }
            return ExitCode.OK.code();
        } catch (InvalidPackException | PackNotFoundException refused) {
            throw new CliException(ExitCode.INPUT, String.valueOf(refused.getMessage()), refused);
        }
    }

    private void sayEncoder(ModelPack head, PrintWriter out) {
        try {
            out.println("Encoder: " + where.store().encoderOf(head));
        } catch (PackException missing) {
            out.println("Its encoder is still to be installed: " + missing.getMessage());
        }
    }
}
