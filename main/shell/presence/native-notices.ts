// Notices as the desktop shows them. One that nobody shows is told of, so that the settings can say so.
import { Notification } from 'electron';

export type NativeNotice = { title: string; body: string; isUrgent: boolean; onClick: () => void };

/** Kept until they are gone, or nobody would hear a click; the oldest are let go. */
const MOST_KEPT = 30;

export class NativeNotices {
  readonly #kept = new Set<Notification>();

  /** Whether it is shown: known once the desktop has taken it, or refused it. */
  show({ title, body, isUrgent, onClick }: NativeNotice): Promise<boolean> {
    if (!Notification.isSupported()) return Promise.resolve(false);
    const notice = new Notification({
      title,
      body: process.platform === 'linux' ? escaped(body) : body,
      urgency: isUrgent ? 'critical' : 'normal',
    });
    this.#kept.add(notice);
    for (const oldest of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
    const gone = () => this.#kept.delete(notice);
    notice.on('click', () => {
      gone();
      onClick();
    });
    notice.on('close', gone);
    return new Promise((resolve) => {
      notice.on('show', () => resolve(true));
      notice.on('failed', () => {
        gone();
        resolve(false);
      });
      notice.show();
    });
  }

  dispose(): void {
    for (const notice of this.#kept) notice.close();
    this.#kept.clear();
  }
}

/** Daemons of Linux may read markup in the text, and names are typed by people. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
