package org.acinus.wsi.jpeg;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Compresses pictures one after another: baseline JPEG in YCbCr with a JFIF header and libjpeg's standard
/// Huffman tables. [JpegParts] makes abbreviated streams with shared tables of them.
///
/// One thread at a time; whoever opened it closes it.
public final class JpegEncoder implements AutoCloseable {
    private final TurboJpeg functions;
    private final JpegForm form;
    private final MemorySegment handle;
    private final NativeScratch source = new NativeScratch();
    private final NativeScratch compressed = new NativeScratch();
    private boolean closed;

    private JpegEncoder(TurboJpeg functions, JpegForm form) {
        this.functions = functions;
        this.form = form;
        this.handle = functions.initCompress();
    }

    /// An encoder of its own state; the caller closes it.
    public static JpegEncoder open(JpegLibrary.Usable library, JpegForm form) {
        return new JpegEncoder(library.functions(), form);
    }

    /// Compresses a picture, by the accurate DCT.
    ///
    /// @param picture on the heap (copied first) or outside
    /// @return a whole stream, from SOI to EOI
    public byte[] encode(RgbWindow picture) {
        if (closed) {
            throw new IllegalStateException("The JPEG encoder is closed");
        }
        MemorySegment into =
                compressed.ofSize(functions.bufSize(picture.width(), picture.height(), form.subsampling()));
        RgbWindow outside = picture;
        if (!picture.pixels().isNative()) {
            MemorySegment copy = source.ofSize(picture.pixels().byteSize()).copyFrom(picture.pixels());
            outside = new RgbWindow(copy, picture.width(), picture.height(), picture.strideBytes());
        }
        long size = functions.compress2(handle, outside, into, form);
        return into.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            functions.destroy(handle);
            source.close();
            compressed.close();
        }
    }
}
