package org.acinus.wsi.write.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A TIFF file on its way: pixels first, directories last, the header's pointer to them at the very end.
///
/// It grows under a temporary name and gets its own name when [#finish] has flushed it to the disk, so that nobody
/// sees half a slide. One thread at a time; [#close] removes what was not finished.
public final class TiffFileWriter implements AutoCloseable {
    private static final long CLASSIC_LIMIT = 1L << 32;
    private static final int CLASSIC_HEADER = 8;
    private static final int BIG_HEADER = 16;

    private final Path target;
    private final Path partial;
    private final FileChannel channel;
    private final boolean big;
    private long end;

    private TiffFileWriter(Path target, Path partial, FileChannel channel, boolean big) {
        this.target = target;
        this.partial = partial;
        this.channel = channel;
        this.big = big;
        this.end = big ? BIG_HEADER : CLASSIC_HEADER;
    }

    /// Creates the temporary file beside `target`.
    ///
    /// @param big whether to write a BigTIFF
    public static TiffFileWriter create(Path target, boolean big) throws IOException {
        Path partial = target.resolveSibling("." + target.getFileName() + ".part");
        FileChannel channel = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        return new TiffFileWriter(target, partial, channel, big);
    }

    public boolean big() {
        return big;
    }

    /// Appends a tile or strip.
    ///
    /// @return where it starts
    public long append(byte[] bytes) throws IOException {
        long at = end;
        put(ByteBuffer.wrap(bytes), at);
        end = at + bytes.length + (bytes.length & 1);
        return at;
    }

    /// Writes the directories in this order, flushes, and gives the file its name.
    public void finish(List<TiffTags> directories) throws IOException {
        for (TiffTags page : directories) {
            writeChildren(page);
        }
        long first = end;
        for (int i = 0; i < directories.size(); i++) {
            TiffTags tags = directories.get(i);
            long next = i + 1 < directories.size() ? end + tags.length() : 0;
            put(tags.layOut(end, next), end);
            end += tags.length();
        }
        ByteBuffer header = ByteBuffer.allocate(BIG_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 'I').put((byte) 'I');
        if (big) {
            header.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(first);
        } else {
            header.putShort((short) 42).putInt((int) first);
        }
        put(header.flip(), 0);
        channel.force(true);
        channel.close();
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void writeChildren(TiffTags page) throws IOException {
        List<TiffTags> children = page.children();
        if (children.isEmpty()) {
            return;
        }
        long[] offsets = new long[children.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = end;
            TiffTags child = children.get(i);
            put(child.layOut(end, 0), end);
            end += child.length();
        }
        page.offsets(TiffTags.SUB_DIRECTORIES, offsets);
    }

    private void put(ByteBuffer bytes, long at) throws IOException {
        if (!big && at + bytes.remaining() > CLASSIC_LIMIT) {
            throw new IOException(
                    target.getFileName() + " grows beyond the 4 GiB of a classic TIFF: write it with a lower quality");
        }
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(partial);
    }
}
