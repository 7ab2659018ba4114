/// How fast a database stores, claims and answers: `bench db`.
@NullMarked
package org.acinus.sql.bench;

import org.jspecify.annotations.NullMarked;
