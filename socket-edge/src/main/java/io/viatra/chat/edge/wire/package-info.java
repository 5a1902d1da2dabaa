/// What clients are sent: the objects of the client contract, built field by field.
///
/// **Overview.** [io.viatra.chat.edge.wire.MessageJson] and
/// [io.viatra.chat.edge.wire.ConversationJson] are the two objects that clients hold;
/// [io.viatra.chat.edge.wire.EventJson] has the payloads of the smaller events. Trees are built by
/// hand: a mapper's reflection costs more than the rest of a delivery.
///
/// **Concurrency.** Pure functions.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** A field with a question mark in the contract is left out where there is nothing;
/// every other field is always there, if need be as null. Times have exactly three decimals.
/// Records of topics never reach a socket as they are, so that log and contract can change apart.
@NullMarked
package io.viatra.chat.edge.wire;

import org.jspecify.annotations.NullMarked;
