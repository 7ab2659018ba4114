/// Feature bags: the embeddings of one slide's tiles in a file, so that they are computed once.
///
/// A [org.acinus.mil.features.BagHeader] says whose embeddings they are, a
/// [org.acinus.mil.features.FeatureBagWriter] writes them batch by batch as they come, a
/// [org.acinus.mil.features.FeatureBagReader] gives them back as a [org.acinus.mil.features.FeatureBag]. Files
/// are Arrow IPC, uncompressed, so that pyarrow and others map them without a copy. Arrow is used in this package
/// alone.
@NullMarked
package org.acinus.mil.features;

import org.jspecify.annotations.NullMarked;
