package org.acinus.cli.packs;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.djl.EncoderPackMaker;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.convert.EncoderDraft;
import picocli.CommandLine.Model.CommandSpec;

/// The end of every import: the pack is written, proven and named.
final class NewPack {
    private NewPack() {}

    /// Makes a pack of a foreign file.
    @FunctionalInterface
    interface Making {
        ModelPack make() throws IOException;
    }

    /// Reads a foreign file.
    @FunctionalInterface
    interface Source {
        EncoderDraft draft() throws IOException;
    }

    /// Makes an encoder pack and says so.
    ///
    /// @param packs folder of packs
    /// @throws CliException with exit code 3 where the file cannot be imported
    static int make(CommandSpec spec, Path packs, Source source) throws IOException {
        return say(spec, () -> EncoderPackMaker.make(source.draft(), packs));
    }

    /// Makes a pack and says so.
    ///
    /// @throws CliException with exit code 3 where the file cannot be imported
    static int say(CommandSpec spec, Making making) throws IOException {
        try {
            ModelPack pack = making.make();
            PrintWriter out = spec.commandLine().getOut();
            out.println("Made " + pack + " (" + pack.manifest().kind() + ") in " + pack.folder());
            out.println("Licence: " + LicenceText.of(pack.manifest().licence()));
            out.println("Its card: ./acinus packs show " + pack.manifest().name());
            return ExitCode.OK.code();
        } catch (InvalidPackException | IllegalArgumentException refused) {
            throw new CliException(ExitCode.INPUT, String.valueOf(refused.getMessage()), refused);
        }
    }
}
