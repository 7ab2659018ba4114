/// JPEG pictures by libjpeg-turbo (TurboJPEG 2.1 and 3, `libturbojpeg.so.0`) through the foreign-function
/// interface.
///
/// Reading order: [org.acinus.wsi.jpeg.JpegLibrary] (finds and loads the native library once),
/// [org.acinus.wsi.jpeg.JpegDecoder] and [org.acinus.wsi.jpeg.JpegEncoder] (the machines), and what they are
/// told: [org.acinus.wsi.jpeg.JpegTables], [org.acinus.wsi.jpeg.StoredColour],
/// [org.acinus.wsi.jpeg.JpegScale], [org.acinus.wsi.jpeg.RgbWindow].
@NullMarked
package org.acinus.wsi.jpeg;

import org.jspecify.annotations.NullMarked;
