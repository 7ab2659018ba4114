package org.acinus.cli.evaluate;

import java.util.Optional;
import org.acinus.mil.evaluate.Evaluation;
import org.acinus.mil.evaluate.agreement.ReaderAgreement;
import org.acinus.mil.labels.JoinedCases;

/// What the command found.
///
/// @param joined the cases
/// @param evaluation figures on them
/// @param agreement of the readers, where there are any
record Measured(JoinedCases joined, Evaluation evaluation, Optional<ReaderAgreement> agreement) {}
