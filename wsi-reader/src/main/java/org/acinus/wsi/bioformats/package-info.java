/// Bio-Formats, an optional jar under the GPL, for the formats that OpenSlide does not read: CellSens (VSI),
/// QPTIFF, OME-TIFF and others.
///
/// Reading order: [org.acinus.wsi.bioformats.BioFormatsFormat] (the service), `BioFormatsLibrary` (finds the jar
/// and loads it apart from everything else), `BioFormatsFunctions` (one method per Bio-Formats method),
/// `BioFormatsReader` (one of its readers at work on one file), `BioFormatsImages` (which of a file's images is the
/// slide), `BioFormatsSlide` (a [org.acinus.wsi.Slide] over a pool of readers), `DoctypeGuard` (what Bio-Formats
/// must never see).
///
/// Nothing here is compiled against Bio-Formats; it is reached by method handles, so that Acinus needs
/// neither the jar nor its licence.
@NullMarked
package org.acinus.wsi.bioformats;

import org.jspecify.annotations.NullMarked;
