/// What a failure becomes for a person: one line on standard error and the exit code of the contract.
@NullMarked
package org.acinus.cli.failure;

import org.jspecify.annotations.NullMarked;
