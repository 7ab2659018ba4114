/// Packs that come as a folder or a zip file from elsewhere are staged, checked and only then put in their place.
///
/// Start at [org.acinus.mil.pack.install.StagedPack].
@NullMarked
package org.acinus.mil.pack.install;

import org.jspecify.annotations.NullMarked;
