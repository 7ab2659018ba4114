package org.acinus.cli.terminal;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into the jar.
public final class Version implements IVersionProvider {

    /// For example `0.1.0`; `development` where the classes do not come from a jar.
    public static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"acinus " + number(), "Research use only; not a medical device."};
    }
}
