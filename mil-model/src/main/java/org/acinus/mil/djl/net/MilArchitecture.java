package org.acinus.mil.djl.net;

import org.acinus.mil.HeadShape;

/// Makes networks of one architecture.
@FunctionalInterface
interface MilArchitecture {

    /// Makes a network without values.
    ///
    /// @param shape its sizes
    /// @param dropout share of the projected features that training sets to zero, 0 to below 1
    MilNetwork create(HeadShape shape, float dropout);
}
