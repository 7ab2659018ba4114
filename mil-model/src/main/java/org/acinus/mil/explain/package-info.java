/// Whether what a model shows as its reasons are its reasons.
@NullMarked
package org.acinus.mil.explain;

import org.jspecify.annotations.NullMarked;
