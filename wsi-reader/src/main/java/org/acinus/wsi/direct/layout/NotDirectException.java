package org.acinus.wsi.direct.layout;

/// A TIFF file that is beyond this reader. Never leaves this reader: it becomes a
/// [org.acinus.wsi.Recognition.NotMine].
public final class NotDirectException extends Exception {
    private static final long serialVersionUID = 1;

    /// Not ours.
    ///
    /// @param reason one short phrase, for example "its tiles have 16 bits a sample"
    public NotDirectException(String reason) {
        super(reason);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
