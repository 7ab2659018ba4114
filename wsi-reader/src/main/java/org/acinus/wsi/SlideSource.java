package org.acinus.wsi;

/// Opens one slide, again where need be.
///
/// Thread-safe.
@FunctionalInterface
public interface SlideSource {

    /// A fresh open slide; the caller closes it.
    ///
    /// @throws SlideException where it does not open
    Slide open();
}
