/// The files that a result becomes.
///
/// [org.acinus.export.SlideReport] is all that an export can know; a [org.acinus.export.SlideExport] turns it
/// into the bytes of one file: [org.acinus.export.ResultJsonWriter], [org.acinus.export.TilesCsvWriter],
/// [org.acinus.export.HeatmapPngWriter], and those of [org.acinus.export.qupath].
/// [org.acinus.export.ResultFolders] says where a slide's files go and [org.acinus.export.AtomicFile] puts them
/// there whole or not at all. Every file that has room for words carries the words of
/// [org.acinus.export.PackNotice].
@NullMarked
package org.acinus.export;

import org.jspecify.annotations.NullMarked;
