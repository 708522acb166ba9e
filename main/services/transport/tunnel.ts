// CONNECT: asks a proxy for a tunnel to the licence server, on a socket that is open to the proxy.
import type { Socket } from 'node:net';
import { ExchangeFailure } from './exchange-failure.ts';
import { addressOf, factsOf, type ProxyHop } from './way.ts';

const MAX_HEAD_BYTES = 16 * 1024;

/** Resolves when the proxy has opened the tunnel; rejects with ExchangeFailure. The caller destroys the socket and limits the time. */
export function openTunnel(socket: Socket, proxy: ProxyHop, host: string, port: number): Promise<void> {
  const target = addressOf({ host, port });
  const facts = factsOf(host, proxy);
  return new Promise((resolve, reject) => {
    let head = '';
    const end = (settle: () => void) => {
      socket.off('data', onData);
      socket.off('error', onError);
      socket.off('close', onClose);
      settle();
    };
    const fail = (category: 'proxy-unreachable' | 'proxy-refused' | 'proxy-authentication', text: string, status = 0) =>
      end(() => reject(new ExchangeFailure(category, text, status === 0 ? facts : { ...facts, status })));
    const onError = (error: Error) => fail('proxy-unreachable', error.message);
    const onClose = () => fail('proxy-unreachable', 'The proxy closed the connection without an answer.');
    const onData = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      const ends = head.indexOf('\r\n\r\n');
      if (ends === -1) {
        if (head.length > MAX_HEAD_BYTES) fail('proxy-refused', 'The answer of the proxy cannot be read.');
        return;
      }
      const [, code, reason] = /^HTTP\/1\.[01] (\d{3}) ?([^\r\n]*)/.exec(head) ?? [];
      const status = Number(code ?? 0);
      if (status === 200) {
        // What came after the head belongs to the tunnel.
        const rest = Buffer.from(head.slice(ends + 4), 'latin1');
        if (rest.length > 0) socket.unshift(rest);
        end(resolve);
      } else if (status === 407) fail('proxy-authentication', `The proxy answered 407 ${reason}`.trim(), status);
      else if (status === 0) fail('proxy-refused', 'The answer of the proxy cannot be read.');
      else fail('proxy-refused', `The proxy answered ${status} ${reason}`.trim(), status);
    };
    socket.on('data', onData);
    socket.once('error', onError);
    socket.once('close', onClose);
    const login = proxy.authorization === null ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`;
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${login}\r\n`);
  });
}
