import { EventEmitter } from 'node:events';
import { registerHooks } from 'node:module';
import { MessageChannelMain, type MessagePortMain, RemotePorts } from './ports.ts';
import { pretendVersions } from './versions.ts';
import { Wire } from './wire.ts';

// Loaded before an unmodified utility process entry: gives it `process.parentPort`.
pretendVersions();
registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier.startsWith('electron')) throw new Error(`The utility process imports "${specifier}"`);
    return next(specifier, context);
  },
});

const send = (wire: Wire): void => void process.send?.(wire);
const ports = new RemotePorts(send);
const queue: object[] = [];

class ParentPort extends EventEmitter {
  postMessage(data: unknown): void {
    send({ type: 'message', data: structuredClone(data), ports: [] });
  }
}
const parentPort = new ParentPort();
// Messages wait until somebody listens, as in Electron.
parentPort.on('newListener', (event) => {
  if (event === 'message') setImmediate(() => queue.splice(0).forEach((message) => void parentPort.emit('message', message)));
});

function openPort(id: number): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  ports.adopt(port2, id);
  return port1;
}

process.on('message', (message) => {
  const wire = Wire.parse(message);
  if (wire.type !== 'message') {
    ports.receive(wire);
    return;
  }
  const event = { data: wire.data, ports: wire.ports.map(openPort) };
  if (parentPort.listenerCount('message') === 0) queue.push(event);
  else parentPort.emit('message', event);
});
process.on('disconnect', () => process.exit(0));
Object.defineProperty(process, 'parentPort', { value: parentPort });
