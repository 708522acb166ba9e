// The page's entry: styles, the style renderer under this load's nonce, the root.
import '@fontsource-variable/inter';
import './styles/tokens.css';
import './styles/base.css';
import { createDOMRenderer } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { viewsReady } from './features/later-ready.ts';
import { connect } from './state/connect.ts';
import { useFleet } from './state/fleet-store.ts';

const root = document.getElementById('root');
// The attribute reads as '' once the page is in a document; the property still has it.
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
if (root !== null) {
  connect();
  createRoot(root).render(<App styles={createDOMRenderer(document, { styleElementAttributes: { nonce } })} />);
  // Once the fleet is on the screen and nothing else is to do, so that the first step to somewhere else is as quick as the next.
  const stop = useFleet.subscribe(() => {
    stop();
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => void viewsReady())));
  });
}
