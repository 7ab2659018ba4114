package org.acinus.mil.pack.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.keras.KerasFile;

/// What is known of the published Gleason classifier of Arvaniti et al. (2018, Scientific Reports 8:12054), so that
/// importing its file needs no options.
///
/// The weights are not part of Acinus: they are under GPL-3.0, and whoever imports them fetches them.
public final class GleasonMobileNet {
    /// The file, `MobileNet_Gleason_weights.h5` of `eiriniar/gleason_CNN`.
    public static final String SHA256 = "fde070e142288daafb4618682a03ea0e62ac106c8b6efeb869fe85fdecbea779";

    /// Name of the pack unless another is wanted.
    public static final String NAME = "gleason-mobilenet";

    /// 750 px patches at 0.23 µm per pixel, made 250 px, of which the middle 224 px were used.
    private static final double SPACING_MICRONS = 0.69;

    /// What the rule of [org.acinus.mil.calibrate.novelty.NormLimit] makes of seven real fields of prostate cancer
    /// at the spacing that they are taken to have (0.213 to 0.254); other tissue had no say in it. See the card.
    private static final double LIMIT = 0.276;

    private static final List<String> CLASSES = List.of("benign", "G3", "G4", "G5");

    private GleasonMobileNet() {}

    /// The pack, but for its golden answers.
    ///
    /// @param file of [#SHA256]
    /// @param name of the pack
    public static EncoderDraft draft(KerasFile file, String name) {
        ForeignEncoder encoder = KerasNetwork.convert(file, ByteScaling.MINUS_ONE_TO_ONE, SPACING_MICRONS, CLASSES);
        return new EncoderDraft(
                KerasNetwork.norm(file)
                        .map(norm -> encoder.knowing(norm, LIMIT))
                        .orElse(encoder),
                name,
                "1.0.0",
                new PackLicence("GPL-3.0-only", true, false),
                List.of(
                        "GitHub repository eiriniar/gleason_CNN, model_weights/MobileNet_Gleason_weights.h5, sha256 "
                                + SHA256,
                        "Arvaniti et al., Automated Gleason grading of prostate cancer tissue microarrays via deep"
                                + " learning, Scientific Reports 8:12054, 2018"),
                card());
    }

    private static String card() {
        try (InputStream in =
                GleasonMobileNet.class.getResourceAsStream("/org/acinus/models/" + NAME + "/MODEL_CARD.md")) {
            return new String(Objects.requireNonNull(in, NAME).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException("The card of " + NAME + " in the jar is damaged", damaged);
        }
    }
}
