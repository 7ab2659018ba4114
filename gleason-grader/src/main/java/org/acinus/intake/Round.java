package org.acinus.intake;

import java.nio.file.Path;
import java.util.List;

/// What one look at the drop folder calls for. Slides whose situation has not changed are in none of the lists.
///
/// @param whole to be queued
/// @param waiting to be shown as WAITING
/// @param failed to be set FAILED: refused, or waited for long enough
/// @param gone were waiting, queued or finished and are no longer there
/// @param notices for the log, each told once
/// @param unsettled how many candidates are neither whole nor failed
public record Round(
        List<Drop> whole, List<Held> waiting, List<Held> failed, List<Path> gone, List<String> notices, int unsettled) {
    public Round {
        whole = List.copyOf(whole);
        waiting = List.copyOf(waiting);
        failed = List.copyOf(failed);
        gone = List.copyOf(gone);
        notices = List.copyOf(notices);
    }
}
