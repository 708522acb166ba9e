// Opens the simulator's doors: every request goes to the first door that its path belongs to.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Exchange, respondText } from './http-exchange.ts';
import { type Listener, listen } from './listeners.ts';

export interface Door {
  /** False: not for this one. */
  open(exchange: Exchange): Promise<boolean>;
}

export type Doors = { http: string; https: string; dispose: () => Promise<void> };

export async function openDoors(house: {
  ports: { http: number; https: number };
  tls: { key: string; cert: string };
  doors: Door[];
  warn: (message: string) => void;
}): Promise<Doors> {
  const { ports, tls, doors, warn } = house;
  const open = async (port: number, secure: boolean): Promise<Listener> => {
    const listener: Listener = await listen(port, secure ? tls : null, (request, response) => {
      const exchange = exchangeOf(request, response, secure, () => listener.reset(request.socket));
      serve(exchange, doors).catch((error: Error) => {
        warn(`A request failed: ${error.message}`);
        respondText(exchange, 500, 'The simulator failed at this request');
      });
    });
    return listener;
  };
  const plain = await open(ports.http, false);
  const secure = await open(ports.https, true).catch(async (error) => {
    await plain.dispose();
    throw error;
  });
  return {
    http: `http://127.0.0.1:${plain.port}`,
    https: `https://127.0.0.1:${secure.port}`,
    dispose: async () => void (await Promise.all([plain.dispose(), secure.dispose()])),
  };
}

async function serve(exchange: Exchange, doors: Door[]): Promise<void> {
  for (const door of doors) if (await door.open(exchange)) return;
  respondText(exchange, 404, 'There is nothing under this path');
}

function exchangeOf(request: IncomingMessage, response: ServerResponse, secure: boolean, reset: () => void): Exchange {
  const origin = `${secure ? 'https' : 'http'}://${hostOf(request, secure)}`;
  // An absolute form, as through a proxy, keeps only its path; `//x` is a path as well.
  const target = (request.url ?? '/').replace(/^https?:\/\/[^/]*/i, '');
  const url = new URL(`${origin}${target.startsWith('/') ? target : '/'}`);
  response.on('error', () => undefined);
  return { request, response, url, secure, reset };
}

function hostOf({ headers, socket }: IncomingMessage, secure: boolean): string {
  const { host = '' } = headers;
  const own = `127.0.0.1:${socket.localPort ?? (secure ? 443 : 80)}`;
  return URL.canParse(`http://${host}/`) && /^[\w.:[\]-]+$/.test(host) ? host : own;
}
