/// From a model's numbers to a call: cancer or none, and of which ISUP grade group.
@NullMarked
package org.acinus.gleason;

import org.jspecify.annotations.NullMarked;
