/// `packs`: what model packs are there, what they permit, and whether they are what they claim to be.
@NullMarked
package org.acinus.cli.packs;

import org.jspecify.annotations.NullMarked;
