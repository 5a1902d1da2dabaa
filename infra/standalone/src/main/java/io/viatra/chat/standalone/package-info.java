/// Everything in one process on embedded, real infrastructure: `make demo`. Also the commands that
/// an operator has besides the services: `topics`, `audit` and `embedded-infra`.
///
/// The way up, as in production: infrastructure → topics → the five services side by side → gateway
/// → seed → `endpoints.json`, which is written last, when everything answers. The way down is the
/// same backwards.
///
/// **Concurrency.** Starting is parallel where nothing depends on anything else (the four servers,
/// the five services); the rest is one thread after the other.
///
/// **Lifecycle.** [Stack] opens and closes everything; Ctrl-C reaches it through one shutdown hook.
///
/// **Invariants.** The services are started from the same environment variables as alone in a
/// process of their own. Data stays in one directory, across restarts and kills. Ports that are
/// busy fall forward, so the endpoints file, and nothing else, says where things are.
@NullMarked
package io.viatra.chat.standalone;

import org.jspecify.annotations.NullMarked;
