/// Painted artefacts: what goes wrong with real slides, put onto a picture where one knows it.
///
/// [org.acinus.wsi.synthetic.artefact.PaintedPicture] is a picture with
/// [org.acinus.wsi.synthetic.artefact.PaintedArtefact]s on it and knows at every pixel which of them is there;
/// [org.acinus.wsi.synthetic.artefact.ArtefactLayout] finds places for them on tissue.
@NullMarked
package org.acinus.wsi.synthetic.artefact;

import org.jspecify.annotations.NullMarked;
