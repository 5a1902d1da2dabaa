// Runs the official Engine.IO 4 and Socket.IO 5 suites against the echo server:
// node official-suites.mjs CHECKOUT. Ends with 1 if a case fails, with 2 if nothing could be run.
// The suites stay where they are; a copy under target/ gets the server's port, and their dependencies from npm.
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const [checkout] = process.argv.slice(2);
const work = fileURLToPath(new URL("../../../target/protocol-suites", import.meta.url));
const suites = {
  "engine.io-v4": join(checkout, "docs/engine.io-protocol/v4-test-suite"),
  "socket.io-v5": join(checkout, "docs/socket.io-protocol/v5-test-suite"),
};
// The address that the suites have in their text.
const fixed = /http:\/\/localhost:3000/g;

for (const source of Object.values(suites)) {
  if (!existsSync(join(source, "test-suite.js"))) {
    console.error(`no suite at ${source}: SUITES must be a checkout of https://github.com/socketio/socket.io`);
    process.exit(2);
  }
}

function prepare(name, source, url) {
  const target = join(work, name);
  mkdirSync(target, { recursive: true });
  const lock = join(target, "package-lock.json");
  const same = existsSync(lock) && readFileSync(lock).equals(readFileSync(join(source, "package-lock.json")));
  for (const file of ["package.json", "package-lock.json", "node-imports.js"]) {
    copyFileSync(join(source, file), join(target, file));
  }
  writeFileSync(
    join(target, "test-suite.js"),
    readFileSync(join(source, "test-suite.js"), "utf8").replace(fixed, url),
  );
  if (!same || !existsSync(join(target, "node_modules/.package-lock.json"))) {
    const npm = spawnSync("npm", ["ci", "--silent", "--no-audit", "--no-fund"], { cwd: target, stdio: "inherit" });
    if (npm.status !== 0) {
      throw new Error(`npm could not install what the suite ${name} needs`);
    }
  }
  return target;
}

const main = "io.viatra.chat.edge.socketio.ProtocolEchoServer";
const run = fileURLToPath(new URL("../../../../infra/bin/run-test-main", import.meta.url));
const server = spawn(run, ["socket-edge", main, "0"], { stdio: ["ignore", "pipe", "inherit"] });
server.on("exit", (code) => console.error(code === null ? "" : `the echo server ended with ${code}`));
process.on("exit", () => server.kill());
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => process.exit(2));
}

let url;
for await (const line of createInterface({ input: server.stdout })) {
  url = /echoing at (http:\S+)/.exec(line)?.[1];
  if (url) {
    break;
  }
}
if (!url) {
  console.error("the echo server did not start");
  process.exit(2);
}

let failed = false;
for (const [name, source] of Object.entries(suites)) {
  const cwd = prepare(name, source, url);
  console.log(`${name} against ${url}`);
  const mocha = spawnSync(process.execPath, ["node_modules/mocha/bin/mocha", "test-suite.js"], { cwd, stdio: "inherit" });
  failed ||= mocha.status !== 0;
}
process.exit(failed ? 1 : 0);
