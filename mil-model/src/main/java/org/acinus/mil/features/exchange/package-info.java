/// Feature bags of other programs: the HDF5 layouts of TRIDENT, CLAM and STAMP in, NumPy's NPZ and TRIDENT's
/// HDF5 out.
///
/// [org.acinus.mil.features.exchange.BagImport] makes an Arrow bag of a foreign file,
/// [org.acinus.mil.features.exchange.BagExport] the reverse.
@NullMarked
package org.acinus.mil.features.exchange;

import org.jspecify.annotations.NullMarked;
