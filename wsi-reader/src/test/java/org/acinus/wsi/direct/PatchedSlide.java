package org.acinus.wsi.direct;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.wsi.hostile.TiffMap;

/// Copies of written slides with one number changed.
final class PatchedSlide {
    private static final int SHORT = 3;

    private PatchedSlide() {}

    /// A copy in which the first value of a tag of directory 0 is another.
    static Path withTag(Path slide, int tag, long value) throws IOException {
        return withValue(slide, tag, 0, value);
    }

    /// A copy in which one value of a tag of directory 0 is another.
    ///
    /// @param index of the value, 0 for the first
    static Path withValue(Path slide, int tag, int index, long value) throws IOException {
        byte[] bytes = Files.readAllBytes(slide);
        TiffMap.Entry entry =
                TiffMap.of(bytes).directories().getFirst().entry(tag).orElseThrow();
        ByteBuffer view = TiffMap.view(bytes);
        if (view.getShort(entry.at() + 2) == SHORT) {
            view.putShort(entry.valueAt() + Short.BYTES * index, (short) value);
        } else {
            view.putInt(entry.valueAt() + Integer.BYTES * index, (int) value);
        }
        return save(slide, bytes);
    }

    /// A copy in which a tag of directory 0 has another number.
    static Path withTagRenamed(Path slide, int tag, int other) throws IOException {
        byte[] bytes = Files.readAllBytes(slide);
        TiffMap.Entry entry =
                TiffMap.of(bytes).directories().getFirst().entry(tag).orElseThrow();
        TiffMap.view(bytes).putShort(entry.at(), (short) other);
        return save(slide, bytes);
    }

    /// A copy in which a text was replaced by one of the same length.
    static Path withText(Path slide, String text, String other) throws IOException {
        byte[] bytes = Files.readAllBytes(slide);
        byte[] from = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] to = other.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        if (from.length != to.length) {
            throw new IllegalArgumentException(text + " and " + other + " are not of one length");
        }
        for (int i = 0; i + from.length <= bytes.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, bytes, i, to.length);
                return save(slide, bytes);
            }
        }
        throw new IllegalArgumentException(slide + " does not hold " + text);
    }

    private static Path save(Path slide, byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(slide.getParent(), "patched", ".tif"), bytes);
    }
}
