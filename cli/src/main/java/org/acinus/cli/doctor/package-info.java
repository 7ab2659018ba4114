/// What this machine has and lacks, and what to do about it.
///
/// Reading order: [org.acinus.cli.doctor.Check], one question; [org.acinus.cli.doctor.Finding], its answer;
/// [org.acinus.cli.doctor.Installation], where things lie; [org.acinus.cli.doctor.Checks], the list. A new check is one
/// class and one line there.
@NullMarked
package org.acinus.cli.doctor;

import org.jspecify.annotations.NullMarked;
