/// Tests of the sink: folds in memory, the ledger on a real PostgreSQL, the service on a real
/// broker.
@NullMarked
package io.viatra.chat.sink;

import org.jspecify.annotations.NullMarked;
