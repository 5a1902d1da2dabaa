// Drives the official client against the echo server: node client.mjs URL TRANSPORTS PACKAGE.
// Prints one line per step that went right; any surprise ends it with status 1.
// Only what every version from 3.1 on offers is used.
import assert from "node:assert/strict";

const [url, transports, name] = process.argv.slice(2);
const client = await import(name);
const io = client.io ?? client.default;
const options = {
  transports: transports.split(","),
  forceNew: true,
  reconnectionDelay: 50,
  reconnectionDelayMax: 100,
};
// Before 4.1 a refused socket went on calling itself active, though it did nothing any more.
const stays = /-(3\.1|4\.0)$/.test(name);
const step = (name) => console.log(name);
const ask = (emitter, ...args) => new Promise((resolve) => emitter.emit(...args, resolve));
const once = (emitter, event) => new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
setTimeout(() => {
  console.error("timed out");
  process.exit(1);
}, 30_000).unref();

const socket = io(url, { ...options, auth: { token: "t1" } });
const greeting = once(socket, "auth");
await once(socket, "connect");
assert.deepEqual(await greeting, [{ token: "t1" }]);
assert.notEqual(socket.id, socket.io.engine.id);
step("connect with auth");

assert.deepEqual(await once(socket.emit("message", 1, "zwei 😀", { three: [true, null] }), "message-back"), [
  1,
  "zwei 😀",
  { three: [true, null] },
]);
step("emit and server emit");

assert.deepEqual(await ask(socket, "message-with-ack", { a: 1 }), { a: 1 });
step("emit with ack");

const binary = Buffer.from([1, 2, 3, 255]);
const [first, second] = await once(socket.emit("message", { deep: binary }, binary), "message-back");
assert.deepEqual(Buffer.from(first.deep), binary);
assert.deepEqual(Buffer.from(second), binary);
assert.deepEqual(Buffer.from(await ask(socket, "message-with-ack", binary)), binary);
step("binary event and ack");

const count = 1000;
const received = [];
const all = new Promise((resolve) =>
  socket.on("message-back", (n) => received.push(n) === count && resolve()),
);
for (let i = 0; i < count; i++) {
  socket.emit("message", i);
}
await all;
assert.deepEqual(received, [...Array(count).keys()]);
socket.off("message-back");
step("a thousand in order");

const custom = io(url + "/custom", { ...options, auth: { n: 2 } });
assert.deepEqual(await once(custom, "auth"), [{ n: 2 }]);
custom.close();
step("another namespace");

const refused = io(url + "/unknown", options);
const [error] = await once(refused, "connect_error");
assert.equal(error.message, "Invalid namespace");
refused.close();
step("connect error");

const denied = io(url + "/guarded", { ...options, auth: { token: "bad" } });
const [why] = await once(denied, "connect_error");
assert.equal(why.message, "UNAUTHENTICATED");
assert.deepEqual(why.data, { code: "UNAUTHENTICATED" });
assert.equal(denied.active, stays);
denied.close();
step("refused by the connector");

const before = socket.id;
const lost = once(socket, "disconnect");
const back = once(socket, "connect");
socket.emit("drop-me");
assert.match((await lost)[0], /transport (close|error)/);
await back;
assert.notEqual(socket.id, before);
step("reconnect after a drop");

const dismissed = once(socket, "disconnect");
socket.emit("dismiss-me");
assert.deepEqual((await dismissed)[0], "io server disconnect");
assert.equal(socket.active, false);
step("dismissed by the server");

socket.connect();
await once(socket, "connect");
const left = once(socket, "disconnect");
socket.disconnect();
assert.deepEqual((await left)[0], "io client disconnect");
step("disconnect");
process.exit(0);
