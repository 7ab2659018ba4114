package org.acinus.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/// Whether the JVM allows what the native libraries and Arrow need: asks the module system, not the command line.
final class JvmFlagsCheck implements Check {

    @Override
    public String name() {
        return "JVM flags";
    }

    @Override
    public Finding examine() {
        List<String> lacking = new ArrayList<>();
        Module own = JvmFlagsCheck.class.getModule();
        if (!own.isNativeAccessEnabled()) {
            lacking.add("--enable-native-access=ALL-UNNAMED");
        }
        if (!Object.class.getModule().isOpen("java.nio", own)) {
            lacking.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
        }
        if (!Boolean.getBoolean("ai.djl.offline")) {
            lacking.add("-Dai.djl.offline=true");
        }
        return lacking.isEmpty()
                ? new Finding.Good("native access, java.nio opened, engines offline")
                : new Finding.Missing("without " + String.join(" ", lacking), Installation.START_BY_LAUNCHER);
    }
}
