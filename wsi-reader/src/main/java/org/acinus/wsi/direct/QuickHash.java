package org.acinus.wsi.direct;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.wsi.direct.layout.Pyramid;
import org.acinus.wsi.tiff.TiffTag;
import org.acinus.wsi.tiff.TileTable;

/// OpenSlide's `quickhash-1` of a TIFF slide: the SHA-256 of the coarsest level's stored tiles and of level 0's
/// texts. Tells whether two files show the same slide, and gives away nothing of it.
final class QuickHash {
    /// OpenSlide gives up where the coarsest level has more.
    private static final long MOST_BYTES = 5 << 20;

    private static final int MOST_TEXT_BYTES = 1 << 24;

    /// In the order in which OpenSlide takes them.
    private static final List<Map.Entry<String, Integer>> TEXTS = List.of(
            Map.entry("tiff.ImageDescription", TiffTag.IMAGE_DESCRIPTION),
            Map.entry("tiff.Make", TiffTag.MAKE),
            Map.entry("tiff.Model", TiffTag.MODEL),
            Map.entry("tiff.Software", TiffTag.SOFTWARE),
            Map.entry("tiff.DateTime", TiffTag.DATE_TIME),
            Map.entry("tiff.Artist", TiffTag.ARTIST),
            Map.entry("tiff.HostComputer", TiffTag.HOST_COMPUTER),
            Map.entry("tiff.Copyright", TiffTag.COPYRIGHT),
            Map.entry("tiff.DocumentName", TiffTag.DOCUMENT_NAME));

    private QuickHash() {}

    /// Reads the coarsest level and hashes.
    ///
    /// @return nothing where the coarsest level is too large for it
    static Optional<String> of(SlideFile file, Pyramid pyramid) throws IOException {
        TileTable coarsest = pyramid.images().getLast().table();
        long total = 0;
        for (int i = 0; i < coarsest.size(); i++) {
            total += coarsest.bytes(i);
        }
        if (total > MOST_BYTES) {
            return Optional.empty();
        }
        MessageDigest sha256 = sha256();
        for (int i = 0; i < coarsest.size(); i++) {
            byte[] bytes = new byte[coarsest.bytes(i)];
            file.read(coarsest.offset(i), MemorySegment.ofArray(bytes));
            sha256.update(bytes);
        }
        for (Map.Entry<String, Integer> text : TEXTS) {
            sha256.update(text.getKey().getBytes(StandardCharsets.US_ASCII));
            sha256.update((byte) 0);
            byte[] octets =
                    pyramid.first().octets(text.getValue(), MOST_TEXT_BYTES).orElse(new byte[0]);
            for (int i = 0; i < octets.length && octets[i] != 0; i++) {
                sha256.update(octets[i]);
            }
            sha256.update((byte) 0);
        }
        return Optional.of(HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
