package org.acinus.wsi.synthetic;

/// One area of tumour.
///
/// @param outline in level-0 px
/// @param pattern how it grows
record Tumour(Blob outline, Pattern pattern) {}
