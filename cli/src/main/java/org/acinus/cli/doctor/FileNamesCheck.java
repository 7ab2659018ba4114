package org.acinus.cli.doctor;

import java.nio.charset.Charset;

/// Whether file names outside ASCII can be opened, which the locale decides.
final class FileNamesCheck implements Check {
    private static final String SAMPLE = "Größe 前立腺 №7.svs";

    private final String encoding;

    /// @param encoding of file names, as the system property `sun.jnu.encoding` has it
    FileNamesCheck(String encoding) {
        this.encoding = encoding;
    }

    @Override
    public String name() {
        return "file names";
    }

    @Override
    public Finding examine() {
        boolean any = Charset.isSupported(encoding)
                && Charset.forName(encoding).newEncoder().canEncode(SAMPLE);
        return any
                ? new Finding.Good("in every script (" + encoding + ")")
                : new Finding.Advice(
                        "in ASCII only or nearly (" + encoding + "): slides with other names cannot be opened",
                        "set LC_ALL=C.UTF-8");
    }
}
