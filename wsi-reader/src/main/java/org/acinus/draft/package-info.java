/// Files that are being written: under a name of their own until they are whole, which says whose they are.
///
/// Read [org.acinus.draft.Drafts]; [org.acinus.draft.TemporaryFolder] does the same for temporary files.
@NullMarked
package org.acinus.draft;

import org.jspecify.annotations.NullMarked;
