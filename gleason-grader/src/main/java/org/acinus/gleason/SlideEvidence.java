package org.acinus.gleason;

import java.util.OptionalDouble;

/// What is known of a slide besides the head's prediction.
///
/// @param distance how unlike the training slides it is, where the pack can tell
/// @param tiles inside tissue
/// @param unreadable tiles that do not decode
public record SlideEvidence(OptionalDouble distance, int tiles, int unreadable) {}
