package org.acinus.wsi.direct.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.PixelBox;
import org.acinus.wsi.TileLayout;
import org.acinus.wsi.tiff.TiffDirectory;
import org.acinus.wsi.tiff.TiffIndex;
import org.acinus.wsi.tiff.TiffTag;
import org.acinus.wsi.tiff.TileTable;

/// Tiled TIFF of no particular vendor: the first image and all tiled ones that are marked as reduced.
final class GenericPyramid {
    static final String VENDOR = "generic-tiff";
    private static final int REDUCED_IMAGE = 1;

    private GenericPyramid() {}

    /// Finds the levels and their description.
    ///
    /// @throws NotDirectException where a level cannot be read here
    static Pyramid read(TiffIndex index) throws IOException, NotDirectException {
        List<StoredImage> images = levels(index);
        TiffDirectory first = index.directories().getFirst();
        Map<String, String> properties = TiffProperties.of(first);
        TiffProperties.addSpacing(properties, first);
        addBounds(properties, images.getFirst());
        return Pyramid.of(VENDOR, first, images, List.of(), properties);
    }

    /// The levels among the main directories, finest first.
    static List<StoredImage> levels(TiffIndex index) throws IOException, NotDirectException {
        List<StoredImage> images = new ArrayList<>();
        for (TiffDirectory directory : index.directories()) {
            boolean reduced = (directory.number(TiffTag.NEW_SUBFILE_TYPE, 0) & REDUCED_IMAGE) != 0;
            if (images.isEmpty() || (reduced && StoredImage.isTiled(directory))) {
                images.add(StoredImage.of(directory));
            }
        }
        images.sort(Comparator.comparingLong(StoredImage::width).reversed());
        return images;
    }

    /// Adds the part of level 0 whose tiles were written, where some were left out.
    ///
    /// @throws CorruptSlideException where no tile was written
    static void addBounds(Map<String, String> properties, StoredImage finest) {
        TileLayout layout = finest.layout();
        TileTable table = finest.table();
        if (table.withoutBytes() == 0) {
            return;
        }
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < table.size(); i++) {
            if (table.bytes(i) > 0) {
                left = Math.min(left, i % layout.columns());
                right = Math.max(right, i % layout.columns());
                top = Math.min(top, i / layout.columns());
                bottom = Math.max(bottom, i / layout.columns());
            }
        }
        if (right < 0) {
            throw new CorruptSlideException("None of the tiles of the finest level was ever written");
        }
        PixelBox written = new PixelBox(
                        (long) left * layout.tileWidth(),
                        (long) top * layout.tileHeight(),
                        (right + 1L) * layout.tileWidth(),
                        (bottom + 1L) * layout.tileHeight())
                .and(new PixelBox(0, 0, finest.width(), finest.height()));
        if (!written.equals(new PixelBox(0, 0, finest.width(), finest.height()))) {
            properties.put("openslide.bounds-x", Long.toString(written.left()));
            properties.put("openslide.bounds-y", Long.toString(written.top()));
            properties.put("openslide.bounds-width", Long.toString(written.width()));
            properties.put("openslide.bounds-height", Long.toString(written.height()));
        }
    }
}
