/// What every command shares with the terminal: exit codes, the exception that carries one, JSON, the
/// version.
///
/// Commands sit in packages by topic and depend on this one; it depends on none of them. Start with
/// [org.acinus.cli.terminal.ExitCode] and [org.acinus.cli.terminal.CliException].
@NullMarked
package org.acinus.cli.terminal;

import org.jspecify.annotations.NullMarked;
