/// What is told on standard error: lines for a person, or JSON objects for a collector of logs.
///
/// [org.acinus.cli.log.LogLines] writes both; [org.acinus.cli.log.LogOption] chooses. SLF4J comes in by
/// [org.acinus.cli.log.AcinusLogs], a provider of our own because no other escapes what file names can do to a
/// line.
@NullMarked
package org.acinus.cli.log;

import org.jspecify.annotations.NullMarked;
