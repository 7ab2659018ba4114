package org.acinus.wsi;

import java.nio.file.Path;

/// Finds out whether a slide file is all there before a reader trusts it: a service, one per container format.
///
/// Readers open a truncated pyramid without complaint and fail, or return blank glass, at the first missing tile.
/// Thread-safe.
public interface CompletenessCheck {

    /// Does nothing for a file that is complete or not of this container.
    ///
    /// @throws TruncatedSlideException where bytes are missing; the message says how many
    /// @throws UnsupportedSlideException where it is whole, but says something that readers take differently
    /// @throws CorruptSlideException where the container's structure makes no sense (loops, absurd counts)
    void requireComplete(Path file);
}
