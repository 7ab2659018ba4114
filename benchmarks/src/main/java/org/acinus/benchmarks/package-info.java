/// JMH measurements of the inner loops. Whole runs are measured by `./acinus bench`; results are in
/// `benchmarks/RESULTS.md`.
@NullMarked
package org.acinus.benchmarks;

import org.jspecify.annotations.NullMarked;
