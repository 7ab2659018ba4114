/// Commands for the person on call: what happened to the slides, what to do, and whether the database is well.
///
/// [org.acinus.cli.ledger.StatusCommand] first; then `retry`, `quarantine`, `audit` and `db`.
/// [org.acinus.cli.ledger.WorkspaceOptions] says which database is meant, for every command that needs one.
@NullMarked
package org.acinus.cli.ledger;

import org.jspecify.annotations.NullMarked;
