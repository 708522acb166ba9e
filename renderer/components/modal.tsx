// A dialog that is closed before it is taken away: where an open one is unmounted, Fluent leaves the whole page hidden from
// screen readers.
import { Dialog, DialogBody, DialogSurface } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useCallback, useEffect, useState } from 'react';

type Props = {
  /** Called once the dialog is closed, whoever closed it. */
  onClosed: () => void;
  /** An alert is closed by its buttons and Escape only, not by a click beside it. */
  alert?: boolean;
  onSubmit?: (close: () => void) => void;
  /** Title, content and actions; `close` closes. */
  children: (close: () => void) => ReactNode;
};

export function Modal({ onClosed, alert = false, onSubmit, children }: Props) {
  const [open, setOpen] = useState(true);
  const close = useCallback(() => setOpen(false), []);
  useEffect(() => {
    if (open) return;
    const frame = requestAnimationFrame(onClosed);
    return () => cancelAnimationFrame(frame);
  }, [open, onClosed]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.(close);
  };
  return (
    <Dialog
      open={open}
      surfaceMotion={null}
      modalType={alert ? 'alert' : 'modal'}
      onOpenChange={(_, data) => data.open || close()}
    >
      <DialogSurface style={{ maxWidth: 560 }}>
        <form onSubmit={submit} noValidate>
          <DialogBody>{children(close)}</DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
