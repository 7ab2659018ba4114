/// How far people who read the same slides agree, with one another and with a model.
///
/// Start with [org.acinus.mil.evaluate.agreement.ReaderAgreement]; a person's calls are a
/// [org.acinus.mil.evaluate.agreement.Reading].
@NullMarked
package org.acinus.mil.evaluate.agreement;

import org.jspecify.annotations.NullMarked;
