import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

// Run inside the real page: a second client beside the page's own, on a line of its own.
globalThis.openLine = () =>
  new Promise((resolve) => {
    const receive = (event) => {
      if (event.source !== window || event.origin !== location.origin || event.data !== 'sendward:port') return;
      // Not for the page's own client, which asked for no second line.
      event.stopImmediatePropagation();
      removeEventListener('message', receive, { capture: true });
      const [port] = event.ports;
      const client = createORPCClient(new RPCLink({ port }));
      port.start();
      resolve(client);
    };
    addEventListener('message', receive, { capture: true });
    window.sendward.connect();
  });

globalThis.failureOf = (call) =>
  call.then(
    () => 'none',
    (error) => error.code,
  );
