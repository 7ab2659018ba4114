/// The command line: one class a command, registered in [org.acinus.cli.Acinus].
///
/// Commands throw; [org.acinus.cli.Main] turns what they throw into one line on standard error and the exit
/// code of
/// the
/// contract ([org.acinus.cli.ExitCode]). This is the only package that writes to the standard streams.
@NullMarked
package org.acinus.cli;

import org.jspecify.annotations.NullMarked;
