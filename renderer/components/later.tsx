// What is not on the way to the first paint: its code is loaded once the page is at rest, or when it is first wanted.
import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from 'react';

export class LaterCode<P extends object> {
  #loaded: ComponentType<P> | null = null;
  #loading: Promise<void> | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly load: () => Promise<ComponentType<P>>) {}

  /** null: not there yet. */
  readonly loaded = (): ComponentType<P> | null => this.#loaded;

  /** Returns how to stop listening. */
  readonly onLoaded = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Resolves when it can be shown at once. */
  ready(): Promise<void> {
    this.#loading ??= this.load().then((component) => {
      this.#loaded = component;
      for (const listener of this.#listeners) listener();
    });
    return this.#loading;
  }
}

type Props<P extends object> = {
  code: LaterCode<P>;
  props: P;
  /** What stands there until the code has come with that of all others; without it, it is wanted at once. */
  meanwhile?: ReactNode;
};

export function Later<P extends object>({ code, props, meanwhile = null }: Props<P>) {
  const View = useSyncExternalStore(code.onLoaded, code.loaded);
  const isWanted = meanwhile === null;
  useEffect(() => {
    if (isWanted) void code.ready();
  }, [code, isWanted]);
  return View === null ? meanwhile : <View {...props} />;
}
