/// From a model's numbers to a call: cancer or none, and of which ISUP grade group.
///
/// Two paths lead there: [org.acinus.gleason.CancerCall] for a head that sees the slide as a whole,
/// [org.acinus.gleason.TileCall] for the Gleason patterns of its tiles. Each gives a
/// [org.acinus.gleason.Verdict]; [org.acinus.gleason.Cascade] joins the two where there are both.
@NullMarked
package org.acinus.gleason;

import org.jspecify.annotations.NullMarked;
