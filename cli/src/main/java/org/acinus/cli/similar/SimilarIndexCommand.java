package org.acinus.cli.similar;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.export.AtomicFile;
import org.acinus.mil.similar.CollectionMaker;
import org.acinus.mil.similar.ReferenceCollection;
import org.acinus.mil.similar.ReferenceSlide;
import org.acinus.pipeline.SlideFolder;
import org.acinus.wsi.identity.SlideHash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `similar index`: bags, labels and slides become a collection.
@Command(
        name = "index",
        description = {
            "Make a collection of slides of known label, for the option --similar of run and watch.",
            "The file names bags and slides where they are, relative to its own folder, and copies nothing: move it together",
            "with them. Slides are read once, for their sha256. It holds what patients are called in the labels: keep it",
            "where the labels are kept."
        },
        footer = {
            "",
            "Example:",
            "  ./acinus similar index --bags bags/ --labels labels.csv --slides known/ --out known.json",
            "",
            "A slide is never compared with itself or with another of its patient: what --slides-csv calls case_id is what",
            "the labels call patient."
        })
final class SimilarIndexCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--bags", required = true, paramLabel = "DIR", description = "Folder that 'features' has filled.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path bags;

    @Option(
            names = "--labels",
            required = true,
            paramLabel = "CSV",
            description = {
                "Labels with header slide,label[,patient,...], or PANDA's train.csv: 0 without cancer, above with. Bags that",
                "it does not name are left out."
            })
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path labels;

    @Option(
            names = "--slides",
            required = true,
            paramLabel = "PATH",
            description = "The slides themselves, or folders that are searched for them; may be given several times.")
    private List<Path> slides = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The collection's file.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path out;

    @Override
    public Integer call() throws IOException {
        ReferenceCollection collection = CollectionMaker.make(bags, labels, hashed());
        byte[] bytes = collection.json(out);
        AtomicFile.write(out, file -> file.write(bytes));
        PrintWriter printed = spec.commandLine().getOut();
        long cancer =
                collection.slides().stream().filter(ReferenceSlide::cancer).count();
        printed.printf(
                "%s: %d slides, %d of them with cancer, %d tiles of %s %s%n",
                out,
                collection.slides().size(),
                cancer,
                collection.slides().stream().mapToLong(ReferenceSlide::tiles).sum(),
                collection.encoder().name(),
                collection.encoder().version());
        return ExitCode.OK.code();
    }

    private Map<String, Path> hashed() throws IOException {
        List<SlideFolder.Found> found = SlideFolder.list(slides).slides();
        if (found.isEmpty()) {
            throw new CliException(ExitCode.INPUT, "no slide among " + slides + "; name their files or folders");
        }
        Map<String, Path> hashed = new HashMap<>();
        PrintWriter progress = spec.commandLine().getErr();
        for (SlideFolder.Found slide : found) {
            Path file = slide.root().resolve(slide.relative());
            hashed.put(SlideHash.of(file), file);
            progress.printf("acinus: %s hashed (%d of %d)%n", slide.relative(), hashed.size(), found.size());
        }
        return hashed;
    }
}
