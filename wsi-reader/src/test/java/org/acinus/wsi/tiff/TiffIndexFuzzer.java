package org.acinus.wsi.tiff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.acinus.wsi.SlideException;

/// What a fuzzer calls: reads any bytes as a TIFF, in every way that readers do.
public final class TiffIndexFuzzer {
    private static final int MOST_TEXT = 1 << 16;
    private static final List<Integer> TAGS =
            List.of(TiffTag.IMAGE_WIDTH, TiffTag.BITS_PER_SAMPLE, TiffTag.IMAGE_DESCRIPTION, TiffTag.X_RESOLUTION);

    private TiffIndexFuzzer() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] file) {
        try {
            Optional<TiffIndex> index = TiffIndex.read(new ByteArrayChannel(file), "fuzzed.tif");
            if (index.isPresent()) {
                index.get().requirePieces();
                for (TiffDirectory directory : index.get().directories()) {
                    look(directory);
                    index.get().children(directory).forEach(TiffIndexFuzzer::look);
                }
            }
        } catch (SlideException refusal) {
            // As it should be.
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }

    private static void look(TiffDirectory directory) {
        for (int tag : TAGS) {
            try {
                directory.real(tag);
                directory.text(tag, MOST_TEXT);
                directory.allAre(tag, 8);
                directory.tiles(3);
            } catch (SlideException refusal) {
                // As it should be.
            } catch (IOException cannotBe) {
                throw new UncheckedIOException(cannotBe);
            }
        }
    }
}
