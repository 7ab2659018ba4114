package org.acinus.cli.packs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackSummary;
import org.acinus.mil.pack.store.PackListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `packs list`: one line a pack.
@Command(
        name = "list",
        description = "List the packs, in the order in which they are searched.",
        footer = {"", "Examples:", "  ./acinus packs list", "  ./acinus packs list --json --workspace results"})
public final class PacksListCommand implements Callable<Integer> {
    private static final String LINE = "%-20s %-10s %-16s %-14s %-5s %s%n";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final PacksCommand.Where where = new PacksCommand.Where();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        List<PackListing> packs = where.store().list();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = Json.object();
            ArrayNode array = root.putArray("packs");
            packs.forEach(pack -> describe(pack, array.addObject()));
            out.println(Json.pretty(root));
        } else {
            out.printf(Locale.ROOT, LINE, "NAME", "VERSION", "KIND", "LICENCE", "", "WHERE");
            packs.forEach(pack -> print(pack, out));
        }
        return ExitCode.OK.code();
    }

    private static void describe(PackListing listing, ObjectNode into) {
        switch (listing) {
            case PackListing.Found(PackSummary pack) ->
                into.put("name", pack.id().name())
                        .put("version", pack.id().version())
                        .put("sha256", pack.id().sha256())
                        .put("kind", pack.manifest().kind().toString())
                        .put("licence", pack.manifest().licence().id())
                        .put("commercial_use", pack.manifest().licence().commercialUse())
                        .put("demo", pack.manifest().demo())
                        .put("state", "FOUND")
                        .put("folder", pack.folder().toString());
            case PackListing.Broken(Path folder, String reason) ->
                into.put("state", "BROKEN").put("folder", folder.toString()).put("reason", reason);
            case PackListing.NotMade(String name, String description) ->
                into.put("name", name).put("state", "NOT_MADE").put("description", description);
        }
    }

    private static void print(PackListing listing, PrintWriter out) {
        switch (listing) {
            case PackListing.Found(PackSummary pack) -> {
                PackManifest manifest = pack.manifest();
                out.printf(
                        Locale.ROOT,
                        LINE,
                        manifest.name(),
                        manifest.version(),
                        manifest.kind(),
                        manifest.licence().id(),
                        manifest.demo() ? "DEMO" : "",
                        pack.folder());
            }
            case PackListing.Broken(Path folder, String reason) ->
                out.printf(Locale.ROOT, LINE, "(broken)", "", "", "", "", folder + ": " + reason);
            case PackListing.NotMade(String name, String description) ->
                out.printf(Locale.ROOT, LINE, name, "", "", "", "", "made on first use: " + description);
        }
    }
}
