package org.acinus.wsi.write.encode;

import org.acinus.wsi.jpeg.JpegLibrary;

/// Who compresses the tiles. The two round differently, so their files differ in a few bits.
public enum JpegEngine {
    /// libjpeg-turbo: fast, and not on every machine.
    LIBJPEG_TURBO("libjpeg-turbo"),
    /// The JDK's own encoder: the same bytes wherever the same JDK runs.
    JDK("JDK");

    private final String label;

    JpegEngine(String label) {
        this.label = label;
    }

    /// Name for people and for the record of what was used.
    public String label() {
        return label;
    }

    /// libjpeg-turbo where this machine has it, else the JDK.
    public static JpegEngine fastest() {
        return JpegLibrary.get() instanceof JpegLibrary.Usable ? LIBJPEG_TURBO : JDK;
    }
}
