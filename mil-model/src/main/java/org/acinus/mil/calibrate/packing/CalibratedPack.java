package org.acinus.mil.calibrate.packing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.calibrate.Calibration;
import org.acinus.mil.calibrate.novelty.Novelty;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.NoveltyFile;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackWriter;

/// Writes a head again, calibrated: the same weights and golden answers, a new identity.
public final class CalibratedPack {
    /// Ends the version of a calibrated pack.
    private static final String VERSION_MARK = "+calibrated";

    private static final String CARD_TITLE = "\n## Calibration\n";

    private CalibratedPack() {}

    /// What is put into the pack.
    ///
    /// @param calibration for the manifest
    /// @param novelty the file that it names, where it names one
    /// @param threshold least mended probability of cancer that is called cancer
    /// @param margin a probability nearer than this to the threshold wants a person
    /// @param figures for the card, in Markdown
    public record Contents(
            Calibration calibration, Optional<Novelty> novelty, double threshold, double margin, String figures) {}

    /// The version that a calibrated pack gets.
    public static String version(String version) {
        return version.endsWith(VERSION_MARK) ? version : version + VERSION_MARK;
    }

    /// Writes.
    ///
    /// @param head the pack to calibrate; a calibration that it has is replaced
    /// @param folder of the new pack
    /// @param version of the new pack
    /// @return the new pack, checked
    public static ModelPack write(ModelPack head, Path folder, String version, Contents contents) {
        PackManifest old = head.manifest();
        Map<String, byte[]> files = head.readAll();
        head.head().calibration().flatMap(Calibration::novelty).ifPresent(replaced -> files.remove(replaced.file()));
        contents.novelty().ifPresent(novelty -> files.put(NoveltyFile.NAME, NoveltyFile.write(novelty)));
        files.put(old.card(), card(head, contents.figures()));
        HeadSpec spec = head.head().calibrated(contents.threshold(), contents.margin(), contents.calibration());
        return PackWriter.write(
                folder, files, hashes -> old.reissued(version, hashes, old.encoder(), Optional.of(spec)));
    }

    /// The pack's card with these figures in place of earlier ones.
    static byte[] card(ModelPack pack, String figures) {
        String old = new String(pack.read(pack.manifest().card()), StandardCharsets.UTF_8);
        int begun = old.indexOf(CARD_TITLE);
        String kept = begun < 0 ? old.strip() + "\n" : old.substring(0, begun);
        return (kept + CARD_TITLE + figures.strip() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
