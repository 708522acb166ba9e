// Views that are not on the way to the first paint: their code is loaded once the page is at rest, or when one is first wanted.
import { type ComponentType, useEffect, useState } from 'react';

export class LaterCode<P extends object> {
  #loaded: ComponentType<P> | null = null;
  #loading: Promise<void> | null = null;

  constructor(private readonly load: () => Promise<ComponentType<P>>) {}

  /** null: not there yet. */
  get loaded(): ComponentType<P> | null {
    return this.#loaded;
  }

  /** Resolves when it can be shown at once. */
  ready(): Promise<void> {
    this.#loading ??= this.load().then((component) => {
      this.#loaded = component;
    });
    return this.#loading;
  }
}

/** Shows nothing for the moment that the code takes to come; afterwards there is no such moment. */
export function Later<P extends object>({ code, props }: { code: LaterCode<P>; props: P }) {
  const [, setHere] = useState(code.loaded !== null);
  useEffect(() => {
    if (code.loaded === null) void code.ready().then(() => setHere(true));
  }, [code]);
  const View = code.loaded;
  return View === null ? null : <View {...props} />;
}
