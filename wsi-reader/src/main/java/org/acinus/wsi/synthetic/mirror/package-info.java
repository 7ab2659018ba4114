/// A large slide put together from a small real one, by mirroring.
///
/// Start with [org.acinus.wsi.synthetic.mirror.MirroredPicture].
@NullMarked
package org.acinus.wsi.synthetic.mirror;

import org.jspecify.annotations.NullMarked;
