package org.acinus.wsi.jpeg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.acinus.wsi.RgbBuffer;

/// `tjDecompress2` over streams that lie in memory, and nothing else: the time that any reader of these tiles
/// needs at least. For measurements; whoever wants pixels takes a [JpegDecoder].
///
/// One thread at a time; whoever opened it closes it.
public final class BareDecoding implements AutoCloseable {
    private final TurboJpeg functions;
    private final MemorySegment handle;
    private final RgbWindow into;

    private BareDecoding(TurboJpeg functions, RgbWindow into) {
        this.functions = functions;
        this.handle = functions.initDecompress();
        this.into = into;
    }

    /// Decodes streams of one size, with the tables that they share.
    public static BareDecoding open(JpegLibrary.Usable library, JpegTables tables, int width, int height) {
        MemorySegment pixels = Arena.ofAuto().allocate(RgbBuffer.byteSize(width, height), Long.BYTES);
        BareDecoding decoding =
                new BareDecoding(library.functions(), RgbWindow.of(new RgbBuffer(pixels, width, height)));
        if (!tables.isEmpty()) {
            MemorySegment header = Arena.ofAuto().allocate(ValueLayout.JAVA_INT, 4);
            decoding.functions.decompressHeader3(decoding.handle, tables.stream(), header);
        }
        return decoding;
    }

    /// Decodes all of them, each over the one before.
    ///
    /// @param streams outside the heap
    /// @throws JpegException where one does not decode
    public void decode(List<MemorySegment> streams) {
        for (MemorySegment stream : streams) {
            functions.decompress2(handle, stream, into);
        }
    }

    @Override
    public void close() {
        functions.destroy(handle);
    }
}
