/** Name of the world preloads run in; pages do not see its globals. */
export const ISOLATED_WORLD = 'Electron Isolated Context';
export const BINDING = '__standIn';

/** In the page's own world: receives what the preload exposes. Both worlds share the document, whose events carry copies. */
export const MAIN_WORLD = (key: string): string => `(() => {
  if (window !== top) return;
  let answer;
  document.addEventListener('${key}-answer', (event) => { answer = event.detail; });
  const lift = (value) => {
    if (value === null || typeof value !== 'object') return value;
    if (value.$function !== undefined) return (...args) => {
      answer = undefined;
      document.dispatchEvent(new CustomEvent('${key}-call', { detail: { id: value.$function, args } }));
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value;
    };
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, lift(part)])));
  };
  document.addEventListener('${key}-expose', (event) => {
    Object.defineProperty(window, event.detail.name, { value: lift(event.detail.api), enumerable: true });
  });
})();`;

/** In the isolated world: a sandboxed preload's surroundings, and the unmodified preload in them. */
export const PRELOAD = (key: string, source: string): string => `(() => {
  if (window !== top) return;
  const send = (message) => ${BINDING}(JSON.stringify(message));
  const encode = (data) => typeof data === 'string' ? { text: data }
    : data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? { bytes: Array.from(new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength)) } : { json: data };
  const decode = (data) => 'text' in data ? data.text : 'bytes' in data ? new Uint8Array(data.bytes) : data.json;
  const ports = new Map();
  const openPort = (id) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => send({ type: 'port', id, data: encode(event.data) });
    port1.onclose = () => send({ type: 'port-close', id });
    ports.set(id, port1);
    return port2;
  };
  const listeners = new Map();
  const functions = [];
  const lower = (value) => {
    if (typeof value === 'function') return { $function: functions.push(value) - 1 };
    if (value === null || typeof value !== 'object') return value;
    if (Object.getPrototypeOf(value) !== Object.prototype) throw new Error('An object could not be cloned.');
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, lower(part)]));
  };
  document.addEventListener('${key}-call', (event) => {
    let detail;
    try {
      const value = functions[event.detail.id](...event.detail.args);
      if (value !== undefined && (typeof value === 'object' || typeof value === 'function')) throw new Error('The stand-in returns plain values only');
      detail = { value };
    } catch (error) { detail = { error: error.message }; }
    document.dispatchEvent(new CustomEvent('${key}-answer', { detail }));
  });
  globalThis.${BINDING}Receive = (text) => {
    const message = JSON.parse(text);
    if (message.type === 'ipc') {
      const opened = message.ports.map(openPort);
      for (const listener of listeners.get(message.channel) ?? []) listener({ ports: opened }, ...message.args);
    } else if (message.type === 'port') ports.get(message.id)?.postMessage(decode(message.data));
    else { ports.get(message.id)?.close(); ports.delete(message.id); }
  };
  const only = (name, members) => new Proxy(members, { get: (target, member) => {
    if (!(member in target)) throw new Error('The stand-in has no ' + name + '.' + String(member));
    return target[member];
  } });
  const electron = only('electron', {
    contextBridge: only('contextBridge', {
      exposeInMainWorld: (name, api) => document.dispatchEvent(new CustomEvent('${key}-expose', { detail: { name, api: lower(api) } })),
    }),
    ipcRenderer: only('ipcRenderer', {
      send: (channel, ...args) => send({ type: 'ipc', channel, args }),
      on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    }),
  });
  const require = (name) => { if (name === 'electron') return electron; throw new Error('module not found: ' + name); };
  const module = { exports: {} };
  (function (require, module, exports) {
${source}
  })(require, module, module.exports);
})();`;
