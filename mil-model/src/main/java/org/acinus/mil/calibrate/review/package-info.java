/// Whether a person must look at a slide, and why.
///
/// Start with [org.acinus.mil.calibrate.review.ReviewRule]: it goes through
/// [org.acinus.mil.calibrate.review.ReviewFacts] and gives a [org.acinus.mil.calibrate.review.ReviewReason] for each
/// that wants one. [org.acinus.mil.calibrate.review.MemberSpread] tells how far an ensemble's members disagree.
@NullMarked
package org.acinus.mil.calibrate.review;

import org.jspecify.annotations.NullMarked;
