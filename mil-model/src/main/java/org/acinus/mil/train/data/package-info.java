/// What there is to learn from: bags, their labels, and which of them belong together.
///
/// Start at [org.acinus.mil.train.data.BagDataset]; [org.acinus.mil.train.data.BagFolder] and
/// [org.acinus.mil.train.data.CsvBags] read one.
@NullMarked
package org.acinus.mil.train.data;

import org.jspecify.annotations.NullMarked;
