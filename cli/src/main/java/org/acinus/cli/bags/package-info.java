/// `bags`: what is in feature bags, and bags of other programs in and out.
@NullMarked
package org.acinus.cli.bags;

import org.jspecify.annotations.NullMarked;
