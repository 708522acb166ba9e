// SECURITY: what every page of this program may never do, whatever is on it.
import { app, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './app-scheme.ts';

/** SECURITY: no permission is ever needed, so none is ever given: neither when asked for nor when looked up. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** SECURITY: requests that are not to the page's own origin end here, even where the content policy would miss one. */
export function refuseForeignRequests(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const own =
      details.url.startsWith(`${APP_ORIGIN}/`) || details.url.startsWith('data:') || details.url.startsWith('devtools:');
    answer({ cancel: !own });
  });
}

/** Before the first window: holds for every page that is ever made. */
export function lockDownPages(): void {
  app.on('web-contents-created', (_event, contents) => lockDown(contents));
}

function lockDown(contents: WebContents): void {
  // SECURITY: a page that could go elsewhere would take the bridge with it.
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  // SECURITY: one window with one page; nothing opens another.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // SECURITY: a webview could be given other rights than its host.
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
