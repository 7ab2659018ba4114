package org.acinus.mil.pack.convert;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackWriter;
import org.acinus.mil.pack.TissueSpec;
import org.acinus.mil.pack.onnx.OnnxFile;

/// What is known of the tissue segmentation network of `SuperFastTissueSegmentor`, so that importing its file needs
/// no options. Its graph gets a first step more, from bytes to numbers from 0 to 1.
public final class TissueUnet {
    /// The file, `onnx_model/best_unet.onnx` of `SoroushOskouei/SuperFastTissueSegmentor`.
    public static final String SHA256 = "9588c4a5088eb9405ae12a37a8ce19fd1c56017e5d929ede79dfd868e571516d";

    /// Name of the pack unless another is wanted.
    public static final String NAME = "tissue-unet";

    private static final String VERSION = "1.0.0";
    private static final String GRAPH = "tissue.onnx";
    private static final String CARD = "MODEL_CARD.md";
    private static final double TOLERANCE = 1e-3;

    /// The source averages level 0 a hundredfold, which is 25 µm per pixel of a 40x slide.
    private static final TissueSpec SPEC = new TissueSpec(GRAPH, 500, 25, "thumbnail", "cropping2d_12", 0.6);

    private TissueUnet() {}

    /// Makes the pack.
    ///
    /// @param onnx the file's bytes
    /// @param folder to make
    /// @param golden what the network answers, or something to ask it by
    /// @throws InvalidPackException where it is another file
    public static ModelPack write(byte[] onnx, String name, Path folder, List<GoldenCase> golden) {
        String sha256 = ModelPack.sha256(onnx);
        if (!sha256.equals(SHA256)) {
            throw new InvalidPackException("This is not the tissue network that is known here (sha256 " + sha256
                    + ", not " + SHA256 + "); a tissue pack that somebody made is taken by packs install");
        }
        byte[] graph = OnnxFile.parse(onnx, name).withByteInput("input", SPEC.inputName(), SPEC.inputPixels());
        return PackWriter.write(
                folder,
                Map.of(GRAPH, graph, CARD, card().getBytes(StandardCharsets.UTF_8)),
                hashes -> new PackManifest(
                        PackManifest.SCHEMA,
                        PackKind.TISSUE,
                        name,
                        VERSION,
                        false,
                        new PackLicence("MIT", true, true),
                        List.of("GitHub repository SoroushOskouei/SuperFastTissueSegmentor, onnx_model/best_unet.onnx,"
                                + " sha256 " + SHA256),
                        CARD,
                        hashes,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(SPEC),
                        new GoldenSpec(golden, TOLERANCE)));
    }

    /// Name of the pack's folder.
    public static String folder(String name) {
        return name + "-" + VERSION;
    }

    private static String card() {
        return """
                # tissue-unet

                A U-Net that says where there is tissue on the thumbnail of a slide.

                **Research use only; not a medical device.**

                | item | value |
                |---|---|
                | network | U-Net, 0.49 million weights |
                | weights | `onnx_model/best_unet.onnx` of the repository `SoroushOskouei/SuperFastTissueSegmentor`; sha256 `%s` |
                | licence | MIT, copyright 2025 Soroush Oskouei; commercial use and redistribution with that notice allowed |
                | trained on | the source says: in part on TCGA open-access data |
                | input | the whole slide, averaged to about 25 µm per pixel, then squeezed to 500 x 500 pixels |
                | normalisation | byte / 255, inside the graph |
                | output | the probability of tissue of each pixel; tissue is where it is above 0.6, as in the source's code |

                ## What to know

                - The aspect ratio is not kept, so a long slide is seen squeezed.
                - 500 pixels a side are coarse: small fragments of a large slide may be missed. Compare with the classical
                  detector on your own slides before you rely on it.
                - Pen marks and dark areas need a check of their own; it was not made to tell them from tissue.
                """.formatted(SHA256);
    }
}
