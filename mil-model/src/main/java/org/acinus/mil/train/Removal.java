package org.acinus.mil.train;

/// A bag whose label is doubtful.
///
/// @param bag its name
/// @param given label
/// @param suggested label
/// @param givenProbability of the given label, by a head that had not seen the bag
/// @param suggestedProbability of the suggested label
public record Removal(String bag, int given, int suggested, double givenProbability, double suggestedProbability) {}
