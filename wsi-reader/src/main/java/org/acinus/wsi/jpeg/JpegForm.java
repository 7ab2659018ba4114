package org.acinus.wsi.jpeg;

/// How a picture is compressed.
///
/// @param quality 1 to 100, on libjpeg's scale
/// @param subsampling how sparsely colour is stored
public record JpegForm(int quality, ChromaSubsampling subsampling) {
    public JpegForm {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("JPEG quality is 1 to 100, not " + quality);
        }
    }
}
