// A dialog whose content is a form: Enter sends it, Escape and Cancel close it.
import { Dialog, DialogBody, DialogSurface } from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';

type Props = {
  onClose: () => void;
  onSubmit: () => void;
  /** An alert is closed by its buttons and Escape only, not by a click beside it. */
  alert?: boolean;
  /** For a list: 820 px. */
  wide?: boolean;
  /** Title, content and actions. */
  children: ReactNode;
};

export function Modal({ onClose, onSubmit, alert = false, wide = false, children }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React carries events of a portal on to its parent: a form around this dialog would be sent too.
    event.stopPropagation();
    onSubmit();
  };
  return (
    <Dialog open modalType={alert ? 'alert' : 'modal'} onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface style={{ maxWidth: wide ? 820 : 560 }}>
        <form onSubmit={submit} noValidate>
          <DialogBody>{children}</DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
