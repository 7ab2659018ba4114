package org.acinus.draft;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder for temporary files that the launcher gives each process, `PID@PLACE`, beside those of others.
///
/// ONNX Runtime and DJL make folders there of which a process that is killed cannot rid itself, and drafts may lie
/// there too. The next process does it, by the name.
public final class TemporaryFolder {
    private static final Pattern OWNED = Pattern.compile("(\\d{1,18})@(.+)");

    private TemporaryFolder() {}

    /// Sees to it that nothing stays: this process's own folder goes with it where it is empty by then, and those of
    /// processes that lived here and live no more go now.
    ///
    /// Does nothing where the launcher has not made the folder.
    ///
    /// @param own where this process's temporary files lie
    /// @return how many folders of others were removed
    public static int tidy(Path own) {
        Path absolute = own.toAbsolutePath();
        Path all = absolute.getParent();
        if (all == null || !nameOf(ProcessHandle.current().pid()).equals(String.valueOf(absolute.getFileName()))) {
            return 0;
        }
        // Asked for first, so done last: after whatever else goes at the end.
        absolute.toFile().deleteOnExit();
        return (int) abandoned(all).stream().filter(TemporaryFolder::remove).count();
    }

    /// What the launcher names the folder of a process of this place.
    static String nameOf(long pid) {
        return pid + "@" + ProcessPlace.name();
    }

    private static List<Path> abandoned(Path all) {
        List<Path> abandoned = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
            for (Path folder : folders) {
                Matcher owned = OWNED.matcher(String.valueOf(folder.getFileName()));
                if (owned.matches()
                        && owned.group(2).equals(ProcessPlace.name())
                        && ProcessPlace.isDead(Long.parseLong(owned.group(1)))) {
                    abandoned.add(folder);
                }
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        return abandoned;
    }

    /// Removes a folder and all that is in it; links are removed and not followed.
    ///
    /// @return whether it is gone
    public static boolean remove(Path folder) {
        try {
            Drafts.delete(folder);
            return true;
        } catch (IOException stays) {
            // Another process removes it at the same time, or a next one will.
            return false;
        }
    }
}
