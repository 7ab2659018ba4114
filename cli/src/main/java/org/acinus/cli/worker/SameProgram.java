package org.acinus.cli.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This very program in another process, so that what kills a process does not kill the one that counts the losses.
public final class SameProgram {
    private static final Logger LOG = LoggerFactory.getLogger(SameProgram.class);
    private static final int ENDED_WITH_ITS_PARENT = 143;
    private static final List<String> OURS = List.of("acinus.", "org.bytedeco.");

    private SameProgram() {}

    /// The flags that this Java was started with.
    static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    /// What this program and its libraries were told by properties that are no flags, as an embedding program does.
    private static List<String> properties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> OURS.stream().anyMatch(name::startsWith))
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .filter(flag -> !flags().contains(flag))
                .sorted()
                .toList();
    }

    /// The command line that starts it: the same Java, flags, properties and class path.
    ///
    /// @param moreFlags of Java, over those
    /// @param arguments the command and what it is given
    public static List<String> command(List<String> moreFlags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.addAll(properties());
        command.addAll(moreFlags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("org.acinus.cli.Main");
        command.addAll(arguments);
        return command;
    }

    /// Ends this process when standard input ends, as the pipe from its parent does however the parent dies.
    public static void endWithParent() {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> endWith(System.in));
    }

    private static void endWith(InputStream parent) {
        try {
            // Nothing is ever sent; only the end matters.
            parent.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            LOG.debug("the pipe from the parent broke, which is an end too", broken);
        }
        // Not exit: native code may be in the middle of a tile, and what is half written is told by its name.
        Runtime.getRuntime().halt(ENDED_WITH_ITS_PARENT);
    }
}
