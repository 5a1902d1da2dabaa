/// What comes in: events of clients, checked, and published as commands.
///
/// **Overview.** [io.viatra.chat.edge.inbound.ChatEvents] hears one socket: it finds the
/// [io.viatra.chat.edge.inbound.EventHandler] of an event and answers through a
/// [io.viatra.chat.edge.inbound.Reply]. [io.viatra.chat.edge.inbound.Sending] takes messages,
/// [io.viatra.chat.edge.inbound.Marking] receipts, which gather in a
/// [io.viatra.chat.edge.inbound.ReceiptWindow]; [io.viatra.chat.edge.inbound.Rooms] joining and
/// typing. [io.viatra.chat.edge.inbound.Conversations] says who is a member, and asks the read
/// model through [io.viatra.chat.edge.inbound.Reads] where this node does not know.
///
/// **Concurrency.** The events of a socket come one at a time on a virtual thread, which may wait
/// for the read model or a limit; those of different sockets at once. Acks of what is published
/// leave on the producer's thread.
///
/// **Lifecycle.** A handler lives as long as its socket. Closing the window publishes what it
/// holds. A crash loses what was not acked.
///
/// **Invariants.** A client is acked after the command is durable, never before. Every event that
/// asks for an ack gets exactly one, with one argument. Sender, time and type come from the token
/// and this code, never from the client. An error never quotes the input, and a foreign
/// conversation answers as one that does not exist.
@NullMarked
package io.viatra.chat.edge.inbound;

import org.jspecify.annotations.NullMarked;
