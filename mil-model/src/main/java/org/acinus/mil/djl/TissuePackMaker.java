package org.acinus.mil.djl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.convert.TissueUnet;

/// Finishes an imported tissue detector: what it answers to inputs drawn by formula becomes its golden answers.
public final class TissuePackMaker {
    private static final List<GoldenInput> INPUTS =
            List.of(new GoldenInput.Zeros(), new GoldenInput.Ones(), new GoldenInput.Ramp(1));

    private TissuePackMaker() {}

    /// Makes the pack of the known tissue network.
    ///
    /// @param onnx the network's file
    /// @param name of the pack
    /// @param packs folder of packs that it joins
    /// @throws org.acinus.mil.pack.InvalidPackException where it is another file
    public static ModelPack make(byte[] onnx, String name, Path packs) {
        try {
            Path temporary = Files.createTempDirectory("acinus-import");
            try {
                GoldenCase none = new GoldenCase(new GoldenInput.Zeros(), List.of(0), List.of(0.0));
                ModelPack draft = TissueUnet.write(onnx, name, temporary.resolve("draft"), List.of(none));
                List<GoldenCase> golden;
                try (TissueNetwork network = TissueNetwork.unproven(draft)) {
                    golden = INPUTS.stream().map(network::golden).toList();
                }
                ModelPack pack = TissueUnet.write(onnx, name, packs.resolve(TissueUnet.folder(name)), golden);
                TissueNetwork.open(pack).close();
                return pack;
            } finally {
                try (Stream<Path> entries = Files.walk(temporary)) {
                    for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(entry);
                    }
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The pack " + name + " cannot be written", unwritable);
        }
    }
}
