// One device of one person, by the official JavaScript client. Lines of JSON in: {id, event, payload};
// lines of JSON out: {event, payload} for what the server sends, {ack, answer | error} for each call.
import readline from 'node:readline';
import { io } from 'socket.io-client';

const { ORIGIN, TOKEN, DEVICE } = process.env;
const ACK_MS_MAX = 60_000;

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const socket = io(ORIGIN, { transports: ['websocket'], auth: { token: TOKEN, deviceId: DEVICE } });

socket.onAny((event, payload) => say({ event, payload }));
socket.on('connect_error', (error) => say({ event: 'connect_error', payload: { message: error.message } }));
socket.on('disconnect', (reason) => say({ event: 'disconnect', payload: { reason } }));

readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, event, payload } = JSON.parse(line);
    socket
      .timeout(ACK_MS_MAX)
      .emit(event, payload, (error, answer) => say(error ? { ack: id, error: error.message } : { ack: id, answer }));
  })
  .on('close', () => socket.disconnect());
