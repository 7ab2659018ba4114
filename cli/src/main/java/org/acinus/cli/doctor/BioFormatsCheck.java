package org.acinus.cli.doctor;

import org.acinus.wsi.bioformats.BioFormatsFormat;
import org.acinus.wsi.bioformats.BioFormatsFormat.LibraryState;

/// Loads Bio-Formats where it was installed; without it nothing is wrong.
final class BioFormatsCheck implements Check {

    @Override
    public String name() {
        return "Bio-Formats";
    }

    @Override
    public Finding examine() {
        return switch (BioFormatsFormat.library()) {
            case LibraryState.Usable usable -> new Finding.Good(usable.version() + " from " + usable.file());
            case LibraryState.Unusable unusable ->
                new Finding.Good("optional, for VSI, QPTIFF and OME-TIFF: " + unusable.reason());
        };
    }
}
