/// What is asked of a slide's tiles: a head on an encoder's features, a classifier of Gleason patterns, or both.
///
/// [org.acinus.pipeline.model.SlideModel] holds them loaded; [org.acinus.pipeline.model.TileFeatures] is what they are
/// asked about. Nothing here opens a slide.
@NullMarked
package org.acinus.pipeline.model;

import org.jspecify.annotations.NullMarked;
