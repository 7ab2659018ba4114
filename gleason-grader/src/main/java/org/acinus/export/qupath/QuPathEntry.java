package org.acinus.export.qupath;

import java.nio.file.Path;
import org.acinus.export.PackNotice;
import org.acinus.export.SlideReport;
import org.acinus.wsi.metadata.Bounds;

/// One slide among the files of an export.
///
/// @param slide the slide itself, absolute
/// @param geoJson name of its objects' file
/// @param bounds its scanned part
/// @param reader who read it
/// @param notice outcome, pack and terms in one line
public record QuPathEntry(Path slide, String geoJson, Bounds bounds, String reader, String notice) {

    /// The entry of a slide whose objects were written.
    public static QuPathEntry of(SlideReport report, Path slide, String geoJson) {
        return new QuPathEntry(
                slide.toAbsolutePath().normalize(),
                geoJson,
                report.slide().bounds(),
                report.slide().reader(),
                report.outcomeLabel() + " by " + report.notice().label() + ". " + PackNotice.RESEARCH_USE);
    }

    /// Last name of the slide's path.
    String name() {
        return String.valueOf(slide.getFileName());
    }
}
