/// Who is typing where. Ephemeral: Redis carries it between nodes and nothing else ever knows.
///
/// **Overview.** [io.viatra.chat.edge.typing.Typing] is what the rest of the edge calls: sockets
/// join and leave, people start and stop. A [io.viatra.chat.edge.typing.Room] is one conversation
/// that somebody here has joined. [io.viatra.chat.edge.typing.TypingBus] is the way to the other
/// nodes, and [io.viatra.chat.edge.typing.RedisTyping] that way over Redis: one channel and one key
/// for each conversation.
///
/// **Concurrency.** Calls come on any thread and never wait: what goes to Redis goes through a
/// bounded queue and one worker. What comes from Redis comes on the subscriber's thread. A room has
/// a lock of its own, held for the emitting of a few volatile events.
///
/// **Lifecycle.** A room is there while a socket has joined it. Everything ends by itself: a start
/// holds for 15 seconds, keys in Redis a little longer.
///
/// **Invariants.** The list a client gets is whole, without the client's own user, and never longer
/// than [io.viatra.chat.edge.typing.Room#TYPERS_MAX]. While Redis is away typing pauses in silence,
/// and nothing else is any slower.
@NullMarked
package io.viatra.chat.edge.typing;

import org.jspecify.annotations.NullMarked;
