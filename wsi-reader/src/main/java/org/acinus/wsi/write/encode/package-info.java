/// Compressing tiles, as JPEG or losslessly.
///
/// Start with [org.acinus.wsi.write.encode.TileCompression], which says how, and
/// [org.acinus.wsi.write.encode.TileEncoder], which does it. Behind it libjpeg-turbo or the JDK makes the JPEGs, by
/// [org.acinus.wsi.write.encode.JpegEngine].
@NullMarked
package org.acinus.wsi.write.encode;

import org.jspecify.annotations.NullMarked;
