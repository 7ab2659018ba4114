package org.acinus.export;

import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;

/// What an export says of the slide itself. Nothing that names a patient: no label text, no barcode, no date.
///
/// @param file path relative to the root that was given, with `/` between names
/// @param reader name of the slide format that read it
/// @param bounds the scanned part of level 0
/// @param spacing of level 0, as used: an override by the user included
public record SlideDescription(String file, String reader, Bounds bounds, PixelSpacing spacing) {

    /// The last name of the path.
    public String fileName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
