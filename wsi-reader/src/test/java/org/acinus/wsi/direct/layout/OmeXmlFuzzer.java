package org.acinus.wsi.direct.layout;

import java.nio.charset.StandardCharsets;

/// What a fuzzer calls: reads any text as an OME-TIFF's description.
public final class OmeXmlFuzzer {
    private OmeXmlFuzzer() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] text) {
        try {
            OmeXml.parse(new String(text, StandardCharsets.UTF_8)).spacingMicrons("X");
        } catch (NotDirectException refusal) {
            // As it should be.
        }
    }
}
