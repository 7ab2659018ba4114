package org.acinus.wsi.direct;

/// A TIFF file that is beyond this reader. Never leaves the package: it becomes a
/// [org.acinus.wsi.Recognition.NotMine].
final class NotDirectException extends Exception {
    private static final long serialVersionUID = 1;

    /// Not ours.
    ///
    /// @param reason one short phrase, for example "its tiles have 16 bits a sample"
    NotDirectException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
