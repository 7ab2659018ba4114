package org.acinus.cli.synth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.cli.slide.MaskFiles;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.quality.Artefact;
import org.acinus.wsi.synthetic.artefact.ArtefactLayout;
import org.acinus.wsi.synthetic.artefact.ArtefactRequest;
import org.acinus.wsi.synthetic.artefact.PaintedPicture;
import org.acinus.wsi.write.PixelSource;
import picocli.CommandLine.Option;

/// Artefacts painted onto a drawn slide, and a mask that says where.
final class ArtefactOptions {
    private static final double TRUTH_MICRONS = 8;

    @Option(
            names = "--artefact",
            paramLabel = "KIND",
            description =
                    "Paint an artefact onto the tissue, as often as given: blur:MICRONS (standard deviation), blue_ink,"
                            + " green_ink, black_ink, red_ink, fold, air_bubble, cover_slip_edge, near_white, near_black,"
                            + " saturation_loss, or all. The truth goes to F.truth.png, its frame to F.truth.json.")
    private List<String> kinds = List.of();

    @Option(names = "--copies", defaultValue = "1", description = "Of each artefact (default: ${DEFAULT-VALUE}).")
    private int copies;

    /// The picture with what was asked for; empty where nothing was.
    ///
    /// @throws CliException where there is no such artefact, or no room for it
    Optional<PaintedPicture> paint(PixelSource picture, double spacingMicrons, long seed) {
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<ArtefactRequest> requests = new ArrayList<>();
            kinds.forEach(kind -> requests.addAll(ArtefactRequest.parse(kind)));
            return Optional.of(new PaintedPicture(
                    picture, ArtefactLayout.place(picture, spacingMicrons, requests, Math.max(1, copies), seed)));
        } catch (IllegalArgumentException impossible) {
            throw new CliException(ExitCode.USAGE, "--artefact: " + impossible.getMessage(), impossible);
        }
    }

    /// Writes what is where, at about 8 µm a pixel.
    ///
    /// @param stem of the slide's name
    static void writeTruth(PaintedPicture painted, double spacingMicrons, Path folder, String stem) throws IOException {
        double scale = Math.max(1, Math.round(TRUTH_MICRONS / spacingMicrons));
        MaskFiles.Frame frame = new MaskFiles.Frame(
                (int) Math.ceil(painted.width() / scale),
                (int) Math.ceil(painted.height() / scale),
                scale,
                painted.width(),
                painted.height());
        MaskFiles.writeArtefacts(
                folder,
                stem + ".truth",
                frame,
                (x, y) -> painted.at((x + 0.5) * scale, (y + 0.5) * scale)
                        .map(artefact ->
                                Artefact.valueOf(artefact.what().kind().name()).code())
                        .orElse((byte) 0));
    }
}
