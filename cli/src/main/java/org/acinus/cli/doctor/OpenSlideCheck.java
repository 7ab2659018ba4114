package org.acinus.cli.doctor;

import org.acinus.wsi.openslide.OpenSlideFormat;
import org.acinus.wsi.openslide.OpenSlideFormat.LibraryState;

/// Loads OpenSlide's library, which itself refuses versions that are not safe with files from elsewhere.
final class OpenSlideCheck implements Check {

    @Override
    public String name() {
        return "OpenSlide";
    }

    @Override
    public Finding examine() {
        return switch (OpenSlideFormat.library()) {
            case LibraryState.Usable usable -> new Finding.Good(usable.version() + " from " + usable.file());
            case LibraryState.Unusable unusable -> new Finding.Missing("no usable library", unusable.reason());
        };
    }
}
