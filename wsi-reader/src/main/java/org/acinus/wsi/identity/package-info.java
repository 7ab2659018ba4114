/// Which slide a path stands for: the files it is made of and the hash that names their content.
///
/// Start with [org.acinus.wsi.identity.SlideHash]; [org.acinus.wsi.identity.SlideFiles] lists the files.
@NullMarked
package org.acinus.wsi.identity;

import org.jspecify.annotations.NullMarked;
