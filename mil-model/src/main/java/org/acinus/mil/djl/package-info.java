/// Everything that runs on DJL: encoders, MIL networks and their training.
@NullMarked
package org.acinus.mil.djl;

import org.jspecify.annotations.NullMarked;
