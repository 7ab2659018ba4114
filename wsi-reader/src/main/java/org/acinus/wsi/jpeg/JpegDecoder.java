package org.acinus.wsi.jpeg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Decodes JPEG streams of one kind, one after another, to RGB: the tiles of one TIFF directory, say.
///
/// With libjpeg's defaults (accurate DCT, fancy upsampling), which are OpenSlide's. What a stream decodes to
/// never depends on what was decoded before. Whatever libjpeg would only warn of (data cut short, codes that
/// do not exist) is a failure here: it has no pixels for what is missing.
///
/// Calls from one thread at a time, though not always the same one; whoever opened it closes it. A decoder is
/// dear to open and small to keep: keep one for each thread that decodes.
public final class JpegDecoder implements AutoCloseable {
    private final TurboJpeg functions;
    private final JpegTables tables;
    private final StoredColour colour;
    private final MemorySegment header = Arena.ofAuto().allocate(ValueLayout.JAVA_INT, 4);
    private final NativeScratch input = new NativeScratch();
    private final NativeScratch output = new NativeScratch();
    private MemorySegment handle;
    private boolean pristine;
    private boolean closed;

    private JpegDecoder(TurboJpeg functions, JpegTables tables, StoredColour colour) {
        this.functions = functions;
        this.tables = tables;
        this.colour = colour;
        this.handle = functions.initDecompress();
    }

    /// A decoder of its own state; the caller closes it.
    ///
    /// @param tables what the streams leave out
    /// @param colour what the numbers in the streams stand for
    /// @throws JpegException where the library refuses the tables
    public static JpegDecoder open(JpegLibrary.Usable library, JpegTables tables, StoredColour colour) {
        JpegDecoder decoder = new JpegDecoder(library.functions(), tables, colour);
        try {
            decoder.loadTables();
            return decoder;
        } catch (JpegException refused) {
            decoder.close();
            throw refused;
        }
    }

    /// Decodes one stream.
    ///
    /// @param stream from SOI to EOI; outside the heap, or it is copied there first
    /// @param scale where not [JpegScale#FULL], the stored size must be a multiple of its divisor
    /// @param into of exactly the picture's size, at that scale; outside the heap, or it is copied there
    ///     afterwards. What it holds after a failure is undefined
    /// @throws JpegException where the stream is broken, cut short, of another size or another number of
    ///     components
    public void decode(MemorySegment stream, JpegScale scale, RgbWindow into) {
        if (closed) {
            throw new IllegalStateException("The JPEG decoder is closed");
        }
        JpegHeader picture = JpegHeader.of(stream);
        requireFits(picture, scale, into);
        if (!pristine) {
            renew();
        }
        // Stays so where the library throws, for then nobody knows what it has read.
        pristine = false;
        MemorySegment marked = marked(stream, picture);
        if (into.pixels().isNative()) {
            functions.decompress2(handle, marked, into);
        } else {
            MemorySegment rows = output.ofSize((long) into.rowBytes() * into.height());
            functions.decompress2(handle, marked, new RgbWindow(rows, into.width(), into.height(), into.rowBytes()));
            copyRows(rows, into);
        }
        pristine = picture.keepsTables();
    }

    private void requireFits(JpegHeader picture, JpegScale scale, RgbWindow into) {
        if (picture.components() != colour.components()) {
            throw new JpegException("The JPEG stream has " + picture.components() + " components, not "
                    + colour.components() + " as its container says");
        }
        int divisor = scale.divisor();
        if ((long) into.width() * divisor != picture.width() || (long) into.height() * divisor != picture.height()) {
            throw new JpegException("The JPEG stream has " + picture.width() + " x " + picture.height()
                    + " px, which at 1/" + divisor + " is not " + into.width() + " x " + into.height());
        }
    }

    /// A stream may define tables, which libjpeg would go on using for the next: so the next gets a fresh
    /// state.
    private void renew() {
        MemorySegment fresh = functions.initDecompress();
        functions.destroy(handle);
        handle = fresh;
        loadTables();
    }

    private void loadTables() {
        if (!tables.isEmpty()) {
            functions.decompressHeader3(handle, tables.stream(), header);
        }
        pristine = true;
    }

    /// The stream outside the heap, with markers that make libjpeg see the colour that the container states:
    /// TurboJPEG has no other way to be told.
    private MemorySegment marked(MemorySegment stream, JpegHeader picture) {
        boolean asStated = colour == StoredColour.GREY
                || picture.markedColour().filter(colour::equals).isPresent();
        if (asStated) {
            return stream.isNative() ? stream : input.ofSize(stream.byteSize()).copyFrom(stream);
        }
        return AdobeMarker.put(stream, colour, input.ofSize(stream.byteSize() + AdobeMarker.BYTES));
    }

    private static void copyRows(MemorySegment rows, RgbWindow into) {
        for (int row = 0; row < into.height(); row++) {
            MemorySegment.copy(
                    rows,
                    (long) row * into.rowBytes(),
                    into.pixels(),
                    (long) row * into.strideBytes(),
                    into.rowBytes());
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            functions.destroy(handle);
            input.close();
            output.close();
        }
    }
}
