package org.acinus.wsi.write;

/// Where the tiles or strips of one image lie in the file.
final class PieceIndex {
    private final long[] offsets;
    private final long[] byteCounts;
    private int filled;

    PieceIndex(long pieces) {
        this.offsets = new long[Math.toIntExact(pieces)];
        this.byteCounts = new long[offsets.length];
    }

    void add(long offset, long byteCount) {
        offsets[filled] = offset;
        byteCounts[filled++] = byteCount;
    }

    void describe(TiffTags tags, int offsetsTag, int byteCountsTag) {
        if (filled != offsets.length) {
            throw new IllegalStateException(filled + " of " + offsets.length + " pieces were written");
        }
        tags.offsets(offsetsTag, offsets).offsets(byteCountsTag, byteCounts);
    }
}
