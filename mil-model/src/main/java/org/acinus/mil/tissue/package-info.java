/// The learned tissue detector: a network from a tissue pack that looks at a slide's thumbnail.
///
/// Found by [java.util.ServiceLoader] as `learned`; see [org.acinus.mil.tissue.LearnedTissueDetector].
@NullMarked
package org.acinus.mil.tissue;

import org.jspecify.annotations.NullMarked;
