/// What is on a synthetic slide, before anything is drawn: records and outlines in level-0 pixels.
///
/// Start with [org.acinus.wsi.synthetic.scene.Scene]; a piece of tissue or of tumour is a
/// [org.acinus.wsi.synthetic.scene.Blob].
@NullMarked
package org.acinus.wsi.synthetic.scene;

import org.jspecify.annotations.NullMarked;
