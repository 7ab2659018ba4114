/// From tiles that were each given a Gleason pattern to a biopsy's score: a map of patterns, how much tumour
/// there is, and the grade by the rule for biopsies.
///
/// [org.acinus.gleason.pattern.PatternMap] smooths what a classifier says of single tiles,
/// [org.acinus.gleason.pattern.TumourExtent] measures it, [org.acinus.gleason.pattern.BiopsyRule] grades it, and
/// [org.acinus.gleason.pattern.PatternReading] is all three. Everything here is arithmetic on tiles; nothing
/// reads pixels. Immutable and thread-safe throughout.
@NullMarked
package org.acinus.gleason.pattern;

import org.jspecify.annotations.NullMarked;
