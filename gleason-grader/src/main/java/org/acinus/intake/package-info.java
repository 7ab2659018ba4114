/// The drop folder: which slides lie in it, which of them are whole, and what is to be told of the others.
///
/// Start at [org.acinus.intake.DropFolderWatcher]: each look at a folder becomes a [org.acinus.intake.Round]. What lies
/// there says `intake.folder`, whether a slide is whole `intake.gate`, which files make one `intake.companion`. Time
/// comes from the caller, so that a day is tested in a second. Nothing here writes into the folder but
/// [org.acinus.intake.SlideMove], and nothing here opens a slide with native code.
@NullMarked
package org.acinus.intake;

import org.jspecify.annotations.NullMarked;
