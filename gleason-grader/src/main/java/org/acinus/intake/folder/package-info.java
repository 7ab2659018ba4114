/// A folder as it is at one moment, and since when each of its files has not changed: no file is opened.
///
/// [org.acinus.intake.folder.DropFolder] lists, links not followed; [org.acinus.intake.folder.QuietFiles] compares one
/// listing with the next; [org.acinus.intake.folder.SafeText] shows names that somebody else has given.
@NullMarked
package org.acinus.intake.folder;

import org.jspecify.annotations.NullMarked;
