package org.acinus.wsi.bioformats;

/// What Bio-Formats threw, as the only thing of its own that crosses over: a text.
final class BioFormatsException extends Exception {
    private final boolean unsupported;

    BioFormatsException(Throwable thrown) {
        super(describe(thrown), thrown);
        String type = thrown.getClass().getSimpleName();
        this.unsupported = type.startsWith("Unsupported") || type.equals("MissingLibraryException");
    }

    /// What Bio-Formats ought to have thrown.
    BioFormatsException(String message) {
        super(message);
        this.unsupported = false;
    }

    /// Whether the file is in order and uses something that Bio-Formats does not decode.
    boolean unsupported() {
        return unsupported;
    }

    private static String describe(Throwable thrown) {
        String text = thrown.getMessage();
        String type = thrown.getClass().getSimpleName();
        return text == null || text.isBlank() ? type : type + ": " + text;
    }
}
