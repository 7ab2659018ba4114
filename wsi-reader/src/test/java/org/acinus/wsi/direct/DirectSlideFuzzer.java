package org.acinus.wsi.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.wsi.Recognition;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.tiff.TiffExtent;

/// What a fuzzer calls: opens any bytes as a slide and decodes tiles of every level.
public final class DirectSlideFuzzer {
    private static final int WINDOW = 48;
    private static final Path FILE = temporary();

    private DirectSlideFuzzer() {}

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("acinus-fuzz", ".tif");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            Files.write(FILE, bytes);
            new TiffExtent().requireComplete(FILE);
            DirectFormat format = new DirectFormat();
            if (format.recognise(FILE) instanceof Recognition.Recognised) {
                try (Slide slide = format.open(FILE)) {
                    slide.metadata().levels().forEach(level -> read(slide, level));
                }
            }
        } catch (SlideException refusal) {
            // As it should be.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void read(Slide slide, PyramidLevel level) {
        slide.read(new Region(level.index(), 0, 0, WINDOW, WINDOW), RgbBuffer.onHeap(WINDOW, WINDOW));
        long right = (long) (level.downsample() * (level.width() - 1));
        slide.read(new Region(level.index(), right, 0, WINDOW, WINDOW), RgbBuffer.onHeap(WINDOW, WINDOW));
    }
}
