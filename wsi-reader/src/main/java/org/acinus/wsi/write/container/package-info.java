/// The container of written slides: a classic TIFF or a BigTIFF, pixels first and directories last.
///
/// [org.acinus.wsi.write.container.TiffFileWriter] is the file, [org.acinus.wsi.write.container.TiffTags] one of its
/// directories, [org.acinus.wsi.write.container.PieceIndex] where the tiles of one image lie.
@NullMarked
package org.acinus.wsi.write.container;

import org.jspecify.annotations.NullMarked;
