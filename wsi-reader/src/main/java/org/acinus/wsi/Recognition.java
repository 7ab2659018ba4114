package org.acinus.wsi;

/// What a [SlideFormat] says of a file.
public sealed interface Recognition {

    /// The format reads this file.
    ///
    /// @param vendor or format, in the reader's own words, for example `aperio`
    record Recognised(String vendor) implements Recognition {}

    /// Not a file of this format.
    ///
    /// @param reason one short phrase, for example "OpenSlide knows no such format"
    record NotMine(String reason) implements Recognition {}

    /// The format cannot tell, because this machine lacks something.
    ///
    /// @param reason what is missing and how to get it
    /// @param likely whether the file looks like one of this format's, so that getting what is missing would help
    record Unavailable(String reason, boolean likely) implements Recognition {}
}
