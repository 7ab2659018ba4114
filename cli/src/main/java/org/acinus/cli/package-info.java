/// The command line: [org.acinus.cli.Main] runs [org.acinus.cli.Acinus], where every command is registered.
///
/// Commands sit here or in packages by topic (`slide`, ...) and throw; `Main` turns what they throw into one
/// line on standard error and the exit code of the contract ([org.acinus.cli.terminal.ExitCode]). Only these
/// packages write to the standard streams.
@NullMarked
package org.acinus.cli;

import org.jspecify.annotations.NullMarked;
