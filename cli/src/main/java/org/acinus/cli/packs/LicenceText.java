package org.acinus.cli.packs;

import org.acinus.mil.pack.PackLicence;

/// A licence and what it permits, in one line.
final class LicenceText {
    private LicenceText() {}

    static String of(PackLicence licence) {
        return licence.id()
                + (licence.commercialUse() ? ", commercial use allowed" : ", no commercial use")
                + (licence.redistribution() ? "" : ", not to be passed on under other terms");
    }
}
