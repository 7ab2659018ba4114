package org.acinus.cli.packs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `packs show`: what one pack states, and its card.
@Command(
        name = "show",
        description = "Show what a pack states about itself, and its model card.",
        footer = {"", "Example:", "  ./acinus packs show lite0"})
public final class PacksShowCommand implements Callable<Integer> {
    private static final String LINE = "%-12s%s%n";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "PACK", description = "A pack's name, or its folder.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String name;

    @Mixin
    private final PacksCommand.Where where = new PacksCommand.Where();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        ModelPack pack = where.store().find(name);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = Json.object();
            root.put("folder", pack.folder().toString());
            root.put("sha256", pack.id().sha256());
            root.set("manifest", Json.parse(pack.manifestJson()));
            out.println(Json.pretty(root));
        } else {
            print(pack, out);
        }
        return ExitCode.OK.code();
    }

    private static void print(ModelPack pack, PrintWriter out) {
        PackManifest manifest = pack.manifest();
        out.printf(LINE, "pack", pack + (manifest.demo() ? " (DEMO)" : ""));
        out.printf(LINE, "kind", manifest.kind());
        out.printf(LINE, "folder", pack.folder());
        out.printf(LINE, "sha256", pack.id().sha256());
        out.printf(LINE, "licence", LicenceText.of(manifest.licence()));
        manifest.sources().forEach(source -> out.printf(LINE, "source", source));
        manifest.encoder().ifPresent(encoder -> print(encoder, out));
        manifest.head().ifPresent(head -> print(head, out));
        manifest.tissue()
                .ifPresent(tissue -> out.printf(
                        LINE,
                        "tissue",
                        tissue.inputPixels() + " px thumbnail, tissue where above " + tissue.threshold()));
        out.println();
        out.println(plain(new String(pack.read(manifest.card()), StandardCharsets.UTF_8)));
    }

    /// A card is a stranger's file, and a terminal obeys some characters: they could hide or forge what stands above.
    private static String plain(String card) {
        return card.replaceAll("\\R", "\n")
                .replaceAll("[\\p{Cc}&&[^\n\t]]", "?")
                .strip();
    }

    private static void print(EncoderSpec encoder, PrintWriter out) {
        out.printf(LINE, "input", encoder.inputPixels() + " px tiles at " + encoder.spacingMicrons() + " µm/px");
        out.printf(LINE, "", encoder.normalisation());
        out.printf(LINE, "output", encoder.dimension() + " features");
        encoder.classes().ifPresent(classes -> out.printf(LINE, "classes", String.join(", ", classes.names())));
        encoder.onnx().ifPresent(path -> out.printf(LINE, "engine", "ONNX Runtime, from " + path));
        encoder.torchscript().ifPresent(path -> out.printf(LINE, "engine", "PyTorch, from " + path));
    }

    private static void print(HeadSpec head, PrintWriter out) {
        out.printf(
                LINE,
                "encoder",
                head.encoder().name() + ", sha256 " + head.encoder().sha256());
        out.printf(LINE, "task", head.task() + " by " + head.architecture() + ": " + String.join(", ", head.classes()));
        out.printf(LINE, "threshold", head.cancerThreshold() + ", review within " + head.reviewMargin());
    }
}
