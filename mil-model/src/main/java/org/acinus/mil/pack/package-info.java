/// Model packs: a folder with a `pack.json` that says what the model is, and the files it names by hash.
///
/// Read [org.acinus.mil.pack.PackManifest] for what a pack states, [org.acinus.mil.pack.ModelPack] for a pack
/// whose files have been checked, [org.acinus.mil.pack.PackWriter] for making one and the room `store` for how a name
/// becomes a pack. Nothing here runs a model: that is `org.acinus.mil.djl`.
@NullMarked
package org.acinus.mil.pack;

import org.jspecify.annotations.NullMarked;
