// The runtime's own debugging protocol over two pipes (`--remote-debugging-pipe`): no port, and nothing is asked of a window before
// it has settled, so that being measured costs it nothing.
import type { Readable, Writable } from 'node:stream';

type Answer = { id?: number; result?: unknown; error?: { message: string } };

export class DevtoolsPipe {
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #lastId = 0;
  #text = '';

  constructor(
    private readonly to: Writable,
    from: Readable,
  ) {
    to.on('error', () => this.#end());
    from.setEncoding('utf8').on('data', (chunk: string) => this.#take(chunk));
    from.on('close', () => this.#end());
  }

  /** Rejects with what the runtime says, and when it ends. */
  send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** A session with the one page that there is. */
  async page(): Promise<PageSession> {
    type Targets = { targetInfos: { type: string; targetId: string }[] };
    const { targetInfos } = await this.send<Targets>('Target.getTargets');
    const page = targetInfos.find(({ type }) => type === 'page');
    if (page === undefined) throw new Error('There is no page.');
    const params = { targetId: page.targetId, flatten: true };
    const { sessionId } = await this.send<{ sessionId: string }>('Target.attachToTarget', params);
    return new PageSession(this, sessionId);
  }

  #take(chunk: string): void {
    const messages = (this.#text + chunk).split('\0');
    this.#text = messages.pop() ?? '';
    for (const message of messages) {
      const { id, result, error } = JSON.parse(message) as Answer;
      const waiting = id === undefined ? undefined : this.#waiting.get(id);
      if (id === undefined || waiting === undefined) continue;
      this.#waiting.delete(id);
      if (error === undefined) waiting.resolve(result);
      else waiting.reject(new Error(error.message));
    }
  }

  #end(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('The window is gone.'));
    this.#waiting.clear();
  }
}

export class PageSession {
  constructor(
    private readonly pipe: DevtoolsPipe,
    private readonly sessionId: string,
  ) {}

  /** The value of an expression in the page; a promise is waited for. Rejects with what the page throws. */
  async evaluate<T>(expression: string): Promise<T> {
    type Evaluated = { result: { value: T }; exceptionDetails?: { text: string; exception?: { description?: string } } };
    const params = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.send<Evaluated>('Runtime.evaluate', params);
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  send<T>(method: string, params: object = {}): Promise<T> {
    return this.pipe.send<T>(method, params, this.sessionId);
  }

  async detach(): Promise<void> {
    await this.pipe.send('Target.detachFromTarget', { sessionId: this.sessionId });
  }
}
