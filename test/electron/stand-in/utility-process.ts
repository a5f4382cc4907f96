import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { app } from './app.ts';
import { type MessagePortMain, RemotePorts } from './ports.ts';
import { records } from './records.ts';
import { Wire } from './wire.ts';

/** A real child process on Node, with the ports it is given relayed. */
export class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #ports: RemotePorts;

  constructor(modulePath: string, args: readonly string[]) {
    super();
    this.#child = spawn(process.execPath, ['--import', join(import.meta.dirname, 'utility-child.ts'), modulePath, ...args], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.#ports = new RemotePorts((traffic) => this.#send(traffic));
    this.#child.on('message', (message) => {
      const wire = Wire.parse(message);
      if (wire.type === 'message') this.emit('message', wire.data);
      else this.#ports.receive(wire);
    });
    this.#child.once('exit', (code) => {
      this.#ports.closeAll();
      this.emit('exit', code ?? 15);
    });
    records.utilityProcesses.push(this.#child.pid ?? 0);
    app.once('stand-in-exit', () => this.#child.kill('SIGKILL'));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(data: unknown, ports: readonly MessagePortMain[] = []): void {
    this.#send({ type: 'message', data: structuredClone(data), ports: ports.map((port) => this.#ports.adopt(port)) });
  }

  kill(): boolean {
    return this.#child.kill();
  }

  #send(wire: Wire): void {
    if (this.#child.connected) this.#child.send(wire);
  }
}

export const utilityProcess = {
  fork(modulePath: string, args: readonly string[] = [], options: { readonly serviceName?: string } = {}): UtilityProcess {
    app.needReady('utilityProcess.fork');
    records.forks.push({ modulePath, serviceName: options.serviceName ?? '' });
    return new UtilityProcess(modulePath, args);
  },
};
