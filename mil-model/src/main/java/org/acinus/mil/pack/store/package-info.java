/// How a name becomes a pack: the folders that are searched, what lies in them, and the packs that Acinus makes itself.
///
/// Read [org.acinus.mil.pack.store.PackStore], then [org.acinus.mil.pack.store.PackPlaces].
@NullMarked
package org.acinus.mil.pack.store;

import org.jspecify.annotations.NullMarked;
