package org.acinus.cli.doctor;

import org.acinus.wsi.jpeg.JpegLibrary;

/// Loads libjpeg-turbo, by which tiles of TIFF slides are decoded directly. Acinus works without it:
/// OpenSlide has its own, and takes four times as long.
final class JpegLibraryCheck implements Check {
    @Override
    public String name() {
        return "libjpeg-turbo";
    }

    @Override
    public Finding examine() {
        return switch (JpegLibrary.get()) {
            case JpegLibrary.Usable usable ->
                new Finding.Good("TurboJPEG " + usable.generation() + " from " + usable.file());
            case JpegLibrary.Unusable unusable ->
                new Finding.Advice("no usable library: slides are read more slowly", unusable.reason());
        };
    }
}
