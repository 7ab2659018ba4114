package org.acinus.wsi.write.container;

/// Where the tiles or strips of one image lie in the file.
public final class PieceIndex {
    private final long[] offsets;
    private final long[] byteCounts;
    private int filled;

    public PieceIndex(long pieces) {
        this.offsets = new long[Math.toIntExact(pieces)];
        this.byteCounts = new long[offsets.length];
    }

    public void add(long offset, long byteCount) {
        offsets[filled] = offset;
        byteCounts[filled++] = byteCount;
    }

    public void describe(TiffTags tags, int offsetsTag, int byteCountsTag) {
        if (filled != offsets.length) {
            throw new IllegalStateException(filled + " of " + offsets.length + " pieces were written");
        }
        tags.offsets(offsetsTag, offsets).offsets(byteCountsTag, byteCounts);
    }
}
