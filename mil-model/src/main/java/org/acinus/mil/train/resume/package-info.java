/// Training that survives its process.
///
/// Start at [org.acinus.mil.train.resume.ResumableTrainer]; [org.acinus.mil.train.resume.FitFolder] is what it
/// keeps.
@NullMarked
package org.acinus.mil.train.resume;

import org.jspecify.annotations.NullMarked;
