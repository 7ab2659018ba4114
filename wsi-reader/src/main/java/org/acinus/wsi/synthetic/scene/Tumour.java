package org.acinus.wsi.synthetic.scene;

/// One area of tumour.
///
/// @param outline in level-0 px
/// @param pattern how it grows
public record Tumour(Blob outline, Pattern pattern) {}
