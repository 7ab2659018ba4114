/// The drop folder: which slides lie in it, which of them are whole, and what is to be told of the others.
///
/// Start at [org.acinus.intake.DropFolderWatcher]: each look at a [org.acinus.intake.FolderView] becomes a
/// [org.acinus.intake.Round]. Between the two stands [org.acinus.intake.CompletenessGate], which lets a slide
/// pass
/// only when all its files have been quiet, none is missing ([org.acinus.intake.CompanionRule]) and its
/// container is
/// whole. Time comes from the caller, so that a day is tested in a second. Nothing here writes into the folder
/// but
/// nothing here opens a slide with native code.
@NullMarked
package org.acinus.intake;

import org.jspecify.annotations.NullMarked;
