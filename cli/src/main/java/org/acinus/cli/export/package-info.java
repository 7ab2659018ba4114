/// `export`: finished slides as files for other software.
///
/// [org.acinus.cli.export.ExportCommand] writes what [org.acinus.cli.export.FinishedSlides] finds in the ledger and
/// beside it.
@NullMarked
package org.acinus.cli.export;

import org.jspecify.annotations.NullMarked;
