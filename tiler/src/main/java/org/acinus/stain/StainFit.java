package org.acinus.stain;

/// What fitting a method to a slide comes to.
public sealed interface StainFit {
    /// The slide's colours are known; the normaliser is good for all of its pixels.
    record Fitted(StainNormaliser normaliser) implements StainFit {}

    /// Too little stained tissue, or tissue of one colour: there is nothing to fit to.
    ///
    /// @param reason in words, for a person
    record NotFitted(String reason) implements StainFit {}
}
