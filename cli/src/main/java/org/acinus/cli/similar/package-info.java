/// `similar`: collections of known slides that the tiles of others are compared with.
@NullMarked
package org.acinus.cli.similar;

import org.jspecify.annotations.NullMarked;
