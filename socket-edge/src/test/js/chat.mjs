// A person on the real edge: node chat.mjs URL TRANSPORTS PACKAGE CONVERSATION, with TOKEN in the environment.
// Waits for its snapshot, sends a message, and ends well when the message came back as the log's.
import assert from "node:assert/strict";

const [url, transports, name, conversationId] = process.argv.slice(2);
const client = await import(name);
const io = client.io ?? client.default;
setTimeout(() => {
  console.error("timed out");
  process.exit(1);
}, 30_000).unref();
const once = (emitter, event) => new Promise((resolve) => emitter.once(event, resolve));

const socket = io(url, { transports: transports.split(","), forceNew: true, auth: { token: process.env.TOKEN } });
const delivered = once(socket, "new_message");
const snapshot = await once(socket, "session_ready");
assert.ok(snapshot.conversations[conversationId]);

const message = { conversationId, content: "hello 1", clientMessageId: "c1" };
const ack = await new Promise((resolve) => socket.emit("send_message", message, resolve));
assert.equal(ack.ok, true, JSON.stringify(ack));
assert.equal(ack.message.seq, null);

const live = await delivered;
assert.equal(live.id, ack.message.id);
assert.equal(live.seq, 1);
assert.equal(live.content, "hello 1");
console.log("chatted over " + socket.io.engine.transport.name);
process.exit(0);
