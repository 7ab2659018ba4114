package org.acinus.wsi.direct.layout;

import java.io.IOException;
import org.acinus.wsi.tiff.TiffDirectory;
import org.acinus.wsi.tiff.TiffIndex;
import org.acinus.wsi.tiff.TiffTag;

/// TIFF files of vendors that put their slides together from several images, or store them as nobody else does:
/// those are OpenSlide's. The marks are those by which OpenSlide 4 knows them.
final class OtherVendors {
    private static final int MOST_TEXT = 1 << 24;

    private OtherVendors() {}

    /// Goes through their marks.
    ///
    /// @throws NotDirectException where the file is another vendor's
    static void refuse(TiffIndex index) throws IOException, NotDirectException {
        TiffDirectory first = index.directories().getFirst();
        if (index.isHamamatsu() || first.has(TiffTag.NDPI_MARK)) {
            throw is("Hamamatsu");
        }
        if (text(first, TiffTag.SOFTWARE).startsWith("MedScan")) {
            throw is("Trestle");
        }
        if (AperioPyramid.isAperio(index)) {
            return;
        }
        if (text(first, TiffTag.MAKE).startsWith("Huron")) {
            throw is("Huron");
        }
        if (text(first, TiffTag.ARGOS_METADATA).contains("Argos.Scan.Metadata")) {
            throw is("Argos");
        }
        if (text(first, TiffTag.IMAGE_DESCRIPTION).contains("http://www.leica-microsystems.com/scn/")) {
            throw is("Leica");
        }
        if (text(first, TiffTag.SOFTWARE).startsWith("Philips")) {
            throw is("Philips");
        }
        if (text(first, TiffTag.XML_PACKET).contains("iScan")) {
            throw is("Ventana");
        }
    }

    private static String text(TiffDirectory directory, int tag) throws IOException {
        return directory.text(tag, MOST_TEXT).orElse("");
    }

    private static NotDirectException is(String vendor) {
        return new NotDirectException("a slide of " + vendor + "'s, which OpenSlide knows better");
    }
}
