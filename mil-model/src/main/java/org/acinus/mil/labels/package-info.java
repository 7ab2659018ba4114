/// Labels and predictions as people keep them: CSV files with a header, one slide a line.
///
/// Reading order: [org.acinus.mil.labels.CsvTable] is a file with the lines that its rows came from;
/// [org.acinus.mil.labels.CaseFiles] joins predictions and labels into cases;
/// [org.acinus.mil.labels.GleasonLabel] knows which ISUP grade a Gleason score means. Whatever makes no sense is
/// refused with file, line and cure; nothing is dropped in silence.
@NullMarked
package org.acinus.mil.labels;

import org.jspecify.annotations.NullMarked;
