package org.acinus.sql.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.acinus.pipeline.LedgerException;

/// As whom PostgreSQL's programs run: they refuse to be root.
///
/// An ordinary user runs them as themselves. For root there are two ways, and a data directory stays with the
/// one that made it, because the server insists on owning its files:
///
/// - `unshare -U`: a user namespace without a mapping, in which root is nobody in particular; files stay
/// root's.
/// - `setpriv`: another user, who keeps root's right to pass closed folders (the cache in `/root`, the
/// workspace).   Containers that forbid user namespaces usually allow this.
///
/// @param prefix the words before the program's own
public record ServerIdentity(List<String> prefix) {
    private static final int ROOT = 0;
    /// `nobody` and `nogroup`; the numbers are the same on every Linux, the names need not exist in a
    /// container.
    private static final int NOBODY = 65534;

    private static final List<String> USER_NAMESPACE = List.of("unshare", "-U");
    private static final long PROBE_SECONDS = 10;

    public ServerIdentity {
        prefix = List.copyOf(prefix);
    }

    /// Whose the data are; this process's own identity where it may run a server.
    ///
    /// @param data the data directory, which need not exist yet
    public static ServerIdentity forData(Path data) throws IOException {
        if (owner(Path.of("/proc/self"), "uid") != ROOT) {
            return new ServerIdentity(List.of());
        }
        boolean exists = Files.exists(data);
        if (exists && owner(data, "uid") != ROOT) {
            return new ServerIdentity(otherUser(owner(data, "uid"), owner(data, "gid")));
        }
        if (works(USER_NAMESPACE)) {
            return new ServerIdentity(USER_NAMESPACE);
        }
        List<String> nobody = otherUser(NOBODY, NOBODY);
        if (!exists && works(nobody)) {
            return new ServerIdentity(nobody);
        }
        throw new LedgerException(
                "PostgreSQL does not run as root, and neither unshare -U nor setpriv is allowed here: "
                        + "run Acinus as an ordinary user, or give a PostgreSQL server with --db",
                null);
    }

    /// Without `no_setuid_fixup` the kernel forgets the capability where a program asks `access(2)`.
    static List<String> otherUser(int user, int group) {
        return List.of(
                "setpriv",
                "--reuid=" + user,
                "--regid=" + group,
                "--clear-groups",
                "--securebits=+no_setuid_fixup",
                "--inh-caps=+dac_override",
                "--ambient-caps=+dac_override");
    }

    /// The words that run a program as this identity.
    public List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(words);
        return command;
    }

    private static int owner(Path path, String kind) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:" + kind);
    }

    private static boolean works(List<String> prefix) {
        Process probe = null;
        try {
            probe = new ProcessBuilder(new ServerIdentity(prefix).command(List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false; // not installed: the next way, or a message that names both
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("Interrupted while starting the embedded PostgreSQL server", e);
        } finally {
            if (probe != null) {
                probe.destroyForcibly();
            }
        }
    }
}
