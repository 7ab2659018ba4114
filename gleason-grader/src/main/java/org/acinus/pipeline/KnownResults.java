package org.acinus.pipeline;

import java.util.Optional;
import org.acinus.outcome.SlideResult;

/// Results that need not be worked out again: the same content under another name.
@FunctionalInterface
public interface KnownResults {

    /// The result that this content has under the configuration at hand.
    ///
    /// @param sha256 of the slide's content, 64 hex digits
    Optional<SlideResult> of(String sha256);
}
