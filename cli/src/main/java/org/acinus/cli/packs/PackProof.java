package org.acinus.cli.packs;

import java.util.Locale;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.djl.HeadClassifier;
import org.acinus.mil.djl.InferenceDevice;
import org.acinus.mil.djl.TissueNetwork;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackException;
import org.acinus.mil.pack.store.PackStore;

/// Has a pack answer its golden inputs, whatever kind it is.
///
/// @param device that encoders are asked on
record PackProof(InferenceDevice device) {

    /// Runs the pack's model.
    ///
    /// @return what was found, in a few words
    /// @throws PackException where an answer is not the expected one
    String of(ModelPack pack) {
        int files = pack.manifest().files().size();
        if (pack.manifest().kind().isEncoder()) {
            double difference = GoldenCheck.prove(pack, device);
            return String.format(
                    Locale.ROOT,
                    "%d files, golden answers within %.1e of %.1e on %s",
                    files,
                    difference,
                    pack.manifest().golden().toleranceAbsolute(),
                    device);
        }
        if (pack.manifest().head().isPresent()) {
            HeadClassifier.open(pack).close();
            return files + " files, golden answers as expected";
        }
        TissueNetwork.open(pack).close();
        return files + " files, golden answers as expected";
    }

    /// The same, and a head's encoder has to be there.
    String of(ModelPack pack, PackStore store) {
        if (pack.manifest().head().isEmpty()) {
            return of(pack);
        }
        ModelPack encoder = store.encoderOf(pack);
        return of(pack) + ", its encoder is " + encoder;
    }
}
